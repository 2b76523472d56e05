namespace DslManifolds.Generator.Graph;

/// <summary>What each <see cref="BinaryOp"/> computes on numbers.</summary>
internal static class BinaryFunctions
{
    private static readonly Dictionary<BinaryOp, Func<double, double, double>> Table = new()
    {
        [BinaryOp.Add] = (a, b) => a + b,
        [BinaryOp.Multiply] = (a, b) => a * b,
        [BinaryOp.TowardsOne] = (a, b) => a + (b * (1 - a)),
    };

    public static double Evaluate(BinaryOp op, double a, double b) => Table[op](a, b);
}
