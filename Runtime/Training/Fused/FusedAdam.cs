using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>
/// Adam on a vector of parameters, with a limit on the gradient's norm:
/// <code>
/// g ← g min(1, limit / (|g| + 1e-6)),  m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,
/// θ ← θ − γ / (1 − β₁ᵗ) m / (√v / √(1 − β₂ᵗ) + ε)
/// </code>
/// </summary>
/// <remarks>
/// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, and the order of the operations, are those of torch.optim.Adam; the limit is that of
/// torch.nn.utils.clip_grad_norm_. Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FusedAdam<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private const double NormEpsilon = 1e-6;

    private readonly ParameterVector<T> parameters;
    private readonly int vectors;
    private readonly Scratch<T> memory;
    private double firstPower = 1;
    private double secondPower = 1;

    /// <summary>An optimizer at its start.</summary>
    public FusedAdam(ParameterVector<T> parameters, double learningRate)
    {
        this.parameters = parameters;
        LearningRate = learningRate;
        vectors = (parameters.Count + Lanes<T>.Count - 1) / Lanes<T>.Count;
        memory = new Scratch<T>(4 * vectors);
    }

    /// <summary>γ of the next step.</summary>
    public double LearningRate { get; set; }

    /// <summary>The gradient, to be added to; zero after each step.</summary>
    public Span<T> Gradient => memory.Lanes.Elements(vectors)[..parameters.Count];

    /// <summary>The gradient's norm, that of the parameters that are trained.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Norm()
    {
        parameters.ClearUntrained(Gradient);
        var gradient = memory.Lanes;
        var sum = Vector512<T>.Zero;
        for (var i = 0; i < vectors; i++)
            sum = VectorMath.MultiplyAdd(gradient[i], gradient[i], sum);
        return Math.Sqrt(double.CreateTruncating(Vector512.Sum(sum)));
    }

    /// <summary>Moves the parameters.</summary>
    /// <param name="norm">The gradient's norm.</param>
    /// <param name="limit">Limit on it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(double norm = 0, double limit = double.PositiveInfinity)
    {
        parameters.ClearUntrained(Gradient);
        firstPower *= FirstDecay;
        secondPower *= SecondDecay;
        var scale = VectorMath.Number<T>(Math.Min(1, limit / (norm + NormEpsilon)));
        var rate = VectorMath.Number<T>(-LearningRate / (1 - firstPower));
        var correction = VectorMath.Number<T>(Math.Sqrt(1 - secondPower));
        var (firstDecay, secondDecay) = (VectorMath.Number<T>(FirstDecay), VectorMath.Number<T>(SecondDecay));
        var (firstShare, secondShare) = (VectorMath.Number<T>(1 - FirstDecay), VectorMath.Number<T>(1 - SecondDecay));
        var epsilon = VectorMath.Number<T>(Epsilon);
        var gradients = memory.Lanes;
        var (values, firsts, seconds) = (gradients.From(vectors), gradients.From(2 * vectors), gradients.From(3 * vectors));
        parameters.Read(values.Elements(vectors));
        for (var i = 0; i < vectors; i++)
        {
            var gradient = gradients[i] * scale;
            var first = firsts[i] * firstDecay + gradient * firstShare;
            var second = seconds[i] * secondDecay + gradient * gradient * secondShare;
            (firsts[i], seconds[i]) = (first, second);
            values[i] += rate * (first / (Vector512.Sqrt(second) / correction + epsilon));
            gradients[i] = Vector512<T>.Zero;
        }

        parameters.Write(values.Elements(vectors));
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();
}
