using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Plotting;

/// <summary>A direction to look at a globe from, far away: orthographic projection.</summary>
/// <param name="Latitude">Latitude of the point that faces the viewer, degrees.</param>
/// <param name="Longitude">Longitude of that point, degrees.</param>
internal sealed record GlobeView(double Latitude, double Longitude)
{
    /// <summary>Coordinates to the right, upward and toward the viewer.</summary>
    public (double Right, double Up, double Near) Project(double x, double y, double z)
    {
        var (nearX, nearY, nearZ) = GlobeFile.ToSphere(Latitude, Longitude);
        var (rightX, rightY, _) = GlobeFile.ToSphere(0, Longitude + 90);
        // up = near × right
        var (upX, upY, upZ) = (-nearZ * rightY, nearZ * rightX, nearX * rightY - nearY * rightX);
        return (x * rightX + y * rightY, x * upX + y * upY + z * upZ, x * nearX + y * nearY + z * nearZ);
    }

    /// <summary>A short name of the point that faces the viewer.</summary>
    public string Name
    {
        get
        {
            var north = Latitude < 0 ? "S" : "N";
            var east = Longitude < 0 ? "W" : "E";
            return $"{Math.Abs(Latitude):0}° {north}, {Math.Abs(Longitude):0}° {east}";
        }
    }
}
