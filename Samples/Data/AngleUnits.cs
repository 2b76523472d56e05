namespace DslManifolds.Samples.Data;

/// <summary>Arithmetic of <see cref="AngleUnit"/>.</summary>
internal static class AngleUnits
{
    /// <summary>A column of angles up to a number of turns to either side.</summary>
    public static PointColumn Column(this AngleUnit unit, string name, double turns)
    {
        // Radians may have been rounded to a little more than 2π.
        var (turn, unitName) = unit == AngleUnit.Degrees ? (360, "degrees") : (6.29, "radians (for degrees give --unit degrees)");
        return new PointColumn(name, -turns * turn, turns * turn, unitName);
    }

    /// <summary>An angle in radians.</summary>
    public static double ToRadians(this AngleUnit unit, double angle) =>
        unit == AngleUnit.Degrees ? angle * Math.PI / 180 : angle;
}
