namespace DslManifolds;

/// <summary>
/// Gives a manifold its function as the left inverse of an injective flow: F(x) is the first n − m coordinates of T(x), where T: ℝⁿ → ℝⁿ
/// is a composition of affine couplings (Dinh, Sohl-Dickstein and Bengio, 2017).
/// </summary>
/// <param name="hidden">Widths of the hidden layers of each coupling's perceptron, first to last; at least one, each at least 1.</param>
/// <remarks>
/// <para>
/// A coupling leaves one half of the coordinates, x₂, as it is and changes the other, y₁ = x₁ exp(c tanh s(x₂)) + t(x₂), component by
/// component; (s, t) is a perceptron. Couplings change the halves in turn, the last one the first ⌊n/2⌋ coordinates. So T is a
/// diffeomorphism of ℝⁿ, and J has full row rank everywhere, whatever the parameters are.
/// </para>
/// <para>
/// M = T⁻¹({0} × ℝᵐ) is a copy of ℝᵐ: never compact, in one piece. Full rank does not keep F from becoming nearly flat (Fig. 3): that is
/// what the rank regularizer is for.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CouplingFlowAttribute(params int[] hidden) : Attribute
{
    /// <summary>Widths of the hidden layers, first to last.</summary>
    public IReadOnlyList<int> Hidden { get; } = hidden;

    /// <summary>Number of couplings, at least 2, so that every coordinate is changed.</summary>
    public int Couplings { get; set; } = 4;

    /// <summary>c, the bound of the logarithmic scales, above 0 and at most 10: a coupling scales by e^(−c) to e^c.</summary>
    public double MaxLogScale { get; set; } = 2;

    /// <summary>Activation after every hidden layer.</summary>
    public Activation Activation { get; set; } = Activation.Silu;
}
