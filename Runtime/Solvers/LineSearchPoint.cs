namespace DslManifolds.Solvers;

/// <summary>A point of a line search: step a, value φ(a) and slope φ'(a).</summary>
internal readonly record struct LineSearchPoint(double Step, double Value, double Slope)
{
    public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope);

    /// <summary>
    /// The minimiser of the cubic through two points and their slopes (Nocedal and Wright, Eq. 3.59); not finite where it has
    /// none.
    /// </summary>
    public static double CubicMinimiser(LineSearchPoint a, LineSearchPoint b)
    {
        var d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Step - b.Step);
        var d2 = Math.CopySign(Math.Sqrt(d1 * d1 - a.Slope * b.Slope), b.Step - a.Step);
        return b.Step - (b.Step - a.Step) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
    }
}
