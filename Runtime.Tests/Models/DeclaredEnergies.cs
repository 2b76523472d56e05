namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Independent normal coordinates of unlike widths: E = x²/(2 a²) + y²/(2 b²).</summary>
[Energy(Ambient = 2)]
public sealed partial class PlaneNormal
{
    /// <summary>a.</summary>
    [Parameter(0.5)]
    public partial double First { get; set; }

    /// <summary>b.</summary>
    [Parameter(2)]
    public partial double Second { get; set; }

    [Potential]
    private double Height(double x, double y) => (x * x / (First * First) + y * y / (Second * Second)) / 2;
}

/// <summary>E(z) = −κ cos z: on [−π, π] the von Mises density.</summary>
[Energy(Ambient = 1)]
public sealed partial class AngleEnergy
{
    /// <summary>κ.</summary>
    [Parameter(2)]
    public partial double Concentration { get; set; }

    [Potential]
    private double Height(double angle) => -Concentration * Math.Cos(angle);
}

/// <summary>The same density everywhere.</summary>
[Energy(Ambient = 2)]
public sealed partial class FlatEnergy
{
    [Potential]
    private static double Height(double x, double y) => 0;
}

/// <summary>Not a number where x is negative.</summary>
[Energy(Ambient = 2)]
public sealed partial class HalfEnergy
{
    [Potential]
    private static double Height(double x, double y) => Math.Sqrt(x) + y * y;
}

/// <summary>A net in one dimension.</summary>
[Energy(Ambient = 1)]
[Mlp(16, 16)]
public sealed partial class LineEnergy;
