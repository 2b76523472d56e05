using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Where operations are smooth: intervals that keep 0.3 or more from poles, branch points, kinks and jumps.</summary>
internal static class OperationDomains
{
    private static readonly (double Low, double High) Everywhere = (-3.2, 3.2);

    /// <summary>An interval on which an operation is smooth; operations odd or even in x have their other one mirrored.</summary>
    public static (double Low, double High) Of(UnaryOp op) => op switch
    {
        UnaryOp.Tangent => (-1.1, 1.1),
        UnaryOp.ArcSine or UnaryOp.ArcCosine or UnaryOp.AreaTangent => (-0.7, 0.7),
        UnaryOp.AreaCosine => (1.4, 4),
        UnaryOp.SquareRoot or UnaryOp.Logarithm => (0.4, 4),
        UnaryOp.CubeRoot or UnaryOp.Absolute or UnaryOp.Sign or UnaryOp.Not => (0.4, 4),
        _ => Everywhere,
    };

    /// <summary>Pairs of intervals on which an operation is smooth.</summary>
    public static IReadOnlyList<((double Low, double High) Left, (double Low, double High) Right)> Of(BinaryOp op) => op switch
    {
        BinaryOp.Divide => [(Everywhere, (0.5, 3)), (Everywhere, (-3, -0.5))],
        BinaryOp.Power => [((0.4, 3), (-2.2, 2.2))],
        // The cut is the ray a = 0, b < 0.
        BinaryOp.ArcTangent2 => [(Everywhere, (0.5, 3)), ((0.5, 3), Everywhere), ((-3, -0.5), Everywhere)],
        BinaryOp.Minimum or BinaryOp.Maximum or BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal
            => [((-3, -0.2), (0.2, 3)), ((0.2, 3), (-3, -0.2))],
        BinaryOp.And or BinaryOp.Or => [((-3, -0.4), (0.4, 3))],
        _ => [(Everywhere, Everywhere)],
    };

    /// <summary>Points of an interval, both ends among them.</summary>
    public static IReadOnlyList<double> Points((double Low, double High) interval, int count = 9)
        => [.. Enumerable.Range(0, count).Select(i => interval.Low + ((interval.High - interval.Low) * i / (count - 1)))];
}
