using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>
/// Pairs of angles φ, ψ from a file with the columns phi,psi, as points of the torus of ℝ³ with the radii R = 3 and r = 1:
/// <code>
/// x = (R + r cos ψ) cos φ,  y = (R + r cos ψ) sin φ,  z = r sin ψ
/// </code>
/// </summary>
internal static class TorusFile
{
    /// <summary>R, from the centre to the middle of the tube.</summary>
    public const double Major = 3;

    /// <summary>r, that of the tube.</summary>
    public const double Minor = 1;

    /// <summary>Reads the pairs of a file.</summary>
    public static PointSet Read(
        string path, int fewestRows, AngleUnit unit = AngleUnit.Radians, ColumnChoice? choice = null)
    {
        var angles = PointFile.Read(path, [unit.Column("phi", 1), unit.Column("psi", 1)], fewestRows, choice);
        return OnTorus(Enumerable.Range(0, angles.Count)
            .Select(i => (unit.ToRadians(angles[i][0]), unit.ToRadians(angles[i][1]))));
    }

    /// <summary>The points at some pairs of angles in radians.</summary>
    public static PointSet OnTorus(IEnumerable<(double Phi, double Psi)> angles) => new([.. angles.SelectMany(pair =>
    {
        var ring = Major + Minor * Math.Cos(pair.Psi);
        return new[] { ring * Math.Cos(pair.Phi), ring * Math.Sin(pair.Phi), Minor * Math.Sin(pair.Psi) };
    })], 3);
}
