namespace DslManifolds.Samples.Measurement;

/// <summary>
/// Arithmetic of one constrained Langevin step of one chain, in multiply-adds. Matrix products are counted exactly, a bias being
/// where a sum starts; whatever else is elementwise counts as many multiply-adds as it takes arithmetic instructions.
/// </summary>
/// <remarks>
/// The logistic function s takes <see cref="Logistic"/> instructions: scale, two for the range, round, subtract, five for a
/// polynomial of degree five, scale by a power of two, add, a reciprocal and two to refine it. SiLU with its derivative takes three
/// more: a = h s and s (1 − a) + a. Comparisons, selections, loads and stores count nothing, nor does noise.
/// </remarks>
internal static class OperationCount
{
    /// <summary>Instructions of the logistic function.</summary>
    public const int Logistic = 15;

    /// <summary>Instructions of SiLU with its derivative.</summary>
    public const int Silu = Logistic + 3;

    /// <summary>Multiply-adds of a step with the circle's nets.</summary>
    /// <param name="evaluations">Evaluations of F and J, the last one included.</param>
    public static double CircleStep(double evaluations) =>
        Step(Gradient(2, 32, 32, 1), ValueAndJacobian(2, 8, 8, 8, 1), ambient: 2, evaluations);

    /// <summary>Multiply-adds of ∇E for a net with widths n, …, 1.</summary>
    public static double Gradient(params ReadOnlySpan<int> widths)
    {
        // The last layer's product is not needed for the gradient: its weights are where the way back starts.
        var count = 0.0;
        for (var i = 0; i + 2 < widths.Length; i++)
            count += (2.0 * widths[i] + Silu + 1) * widths[i + 1];
        return count;
    }

    /// <summary>Multiply-adds of F and J for a net with widths n, …, k.</summary>
    public static double ValueAndJacobian(params ReadOnlySpan<int> widths)
    {
        var outputs = widths[^1];
        var count = (double)widths[^2] * outputs;
        for (var i = 0; i + 2 < widths.Length; i++)
            count += ((1.0 + outputs) * widths[i] + Silu + outputs) * widths[i + 1];
        return count;
    }

    /// <summary>Multiply-adds of a step for one output of F, without the noise.</summary>
    /// <param name="gradient">Those of ∇E.</param>
    /// <param name="value">Those of F and J.</param>
    /// <param name="ambient">n.</param>
    /// <param name="evaluations">Evaluations of F and J, the last one included.</param>
    public static double Step(double gradient, double value, int ambient, double evaluations)
    {
        // Clamp 2n, drift and scale 2n, |J|² and its reciprocal n + 1, two products for the projection 2n, move n; each further
        // evaluation takes J(y) J(x)ᵀ, a division and a move: 2n + 2.
        var start = 8.0 * ambient + 1;
        return gradient + evaluations * value + start + (evaluations - 1) * (2 * ambient + 2);
    }
}
