namespace DslManifolds.Generator.Graph;

/// <summary>What each <see cref="BinaryOp"/> computes on numbers.</summary>
internal static class BinaryFunctions
{
    private static readonly Dictionary<BinaryOp, Func<double, double, double>> Table = new()
    {
        [BinaryOp.Add] = (a, b) => a + b,
        [BinaryOp.Subtract] = (a, b) => a - b,
        [BinaryOp.Multiply] = (a, b) => a * b,
        [BinaryOp.Divide] = (a, b) => a / b,
        [BinaryOp.TowardsOne] = (a, b) => a + (b * (1 - a)),
        [BinaryOp.Power] = Math.Pow,
        [BinaryOp.ArcTangent2] = Math.Atan2,
        [BinaryOp.Minimum] = Math.Min,
        [BinaryOp.Maximum] = Math.Max,
        [BinaryOp.Less] = (a, b) => a < b ? 1 : 0,
        [BinaryOp.LessOrEqual] = (a, b) => a <= b ? 1 : 0,
        [BinaryOp.Equal] = (a, b) => a == b ? 1 : 0,
        [BinaryOp.And] = (a, b) => a != 0 && b != 0 ? 1 : 0,
        [BinaryOp.Or] = (a, b) => a != 0 || b != 0 ? 1 : 0,
    };

    private static readonly HashSet<BinaryOp> Commutative =
    [
        BinaryOp.Add, BinaryOp.Multiply, BinaryOp.TowardsOne, BinaryOp.Minimum, BinaryOp.Maximum, BinaryOp.Equal, BinaryOp.And, BinaryOp.Or,
    ];

    private static readonly HashSet<BinaryOp> Conditions =
    [
        BinaryOp.Less, BinaryOp.LessOrEqual, BinaryOp.Equal, BinaryOp.And, BinaryOp.Or,
    ];

    public static double Evaluate(BinaryOp op, double a, double b) => Table[op](a, b);

    public static bool IsCommutative(BinaryOp op) => Commutative.Contains(op);

    /// <summary>Whether the result is a condition: 0 or 1, constant between the places where it changes.</summary>
    public static bool IsCondition(BinaryOp op) => Conditions.Contains(op);
}
