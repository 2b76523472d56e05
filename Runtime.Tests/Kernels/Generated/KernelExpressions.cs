namespace DslManifolds.Runtime.Tests.Kernels.Generated;

#pragma warning disable DSLM050 // that they have kinks is what they are here for

/// <summary>Every smooth function of one number. Coordinates lie in (−1, 1).</summary>
[Manifold(Ambient = 4)]
public sealed partial class SmoothFunctions
{
    [Constraint]
    private static double Circular(double x, double y, double z, double w)
        => Math.Sin(3 * x) + Math.Cos(x * y) + Math.Tan(y) + Math.Asin(z) * Math.Acos(w) + Math.Atan(2 * x);

    [Constraint]
    private static double Hyperbolic(double x, double y, double z, double w)
        => Math.Sinh(x) + Math.Cosh(y * z) + Math.Tanh(z) + Math.Asinh(5 * w) + Math.Acosh(x * x + 1.5) + Math.Atanh(y);

    [Constraint]
    private static double Powers(double x, double y, double z, double w)
        => Math.Sqrt(x + 2) + Math.Cbrt(y + 3) + Math.Exp(z) * Math.Log(w + 2) + Math.Pow(x + 2, y) + Math.Pow(z, 3) + 1 / (w + 4);
}

/// <summary>Functions of two numbers, with kinks, and choices.</summary>
[Manifold(Ambient = 4)]
public sealed partial class Choices
{
    [Constraint]
    private static double Kinks(double x, double y, double z, double w)
        => Math.Abs(x - 0.1) + Math.Max(x, y) * Math.Min(z, w) + Math.Sign(w) * z + Math.Atan2(y, x);

    [Constraint]
    private static double Branches(double x, double y, double z, double w)
    {
        if (x < y && !(z <= 0.2) || w > 0.5)
            return x * z;
        return z == w ? 0 : Math.Exp(y) - w;
    }
}

/// <summary>A vector of many components that are computed alike, and their sums.</summary>
[Manifold(Ambient = 9)]
public sealed partial class Rows
{
    [Constraint]
    private static (double A, double B, double C, double D, double E, double F) Rings(ReadOnlySpan<double> x)
        => (Ring(x, 0), Ring(x, 1), Ring(x, 2), Ring(x, 3), Ring(x, 4), Ring(x, 5));

    [Constraint]
    private static double Sum(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i]) * x[i];
        return sum;
    }

    private static double Ring(ReadOnlySpan<double> x, int i) => x[i] * x[i + 1] + Math.Sin(x[i + 2]) * x[i + 3];
}
