using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>
/// Batched, matrix-free conjugate gradients (Nocedal and Wright, Algorithm 5.2) for A x = b with A symmetric and positive
/// semidefinite. Every sample has its own coefficients and its own end.
/// </summary>
/// <remarks>
/// The iteration starts at zero and so stays in the range of A: where A is singular and b lies in its range, the limit is the
/// solution of least norm. A sample stops where its search direction has no curvature left beyond rounding, since the next step
/// would be a division by noise; it is then converged or stalled as its residual says. Since ‖r‖ need not fall with every step, the
/// x of least ‖r‖ is returned. Coefficients are computed in double on the
/// host: four reads an iteration.
/// </remarks>
public static class ConjugateGradients
{
    /// <summary>Solves A x = b.</summary>
    /// <param name="apply">
    /// v ↦ A v, (batch, k) → (batch, k), fresh; called for the whole batch, finished samples included.
    /// </param>
    /// <param name="rightHandSide">b, (batch, k), Float32 or Float64.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>x, with the residual ‖b − A x‖ / ‖b‖ as the recursion carries it (zero for b = 0).</returns>
    public static SolveResult Solve(
        Func<Tensor, Tensor> apply, Tensor rightHandSide, ConjugateGradientsOptions? options = null) =>
        Solve(apply, rightHandSide, source: null, options);

    /// <summary>Solves J Jᵀ x = J v, of which b = J v has rounding errors of the size of |J| |v|, not of |b|.</summary>
    /// <param name="apply">w ↦ J Jᵀ w.</param>
    /// <param name="rightHandSide">b, (batch, k).</param>
    /// <param name="source">v, (batch, n); null for a system A x = b of another kind.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    internal static SolveResult Solve(
        Func<Tensor, Tensor> apply, Tensor rightHandSide, Tensor? source, ConjugateGradientsOptions? options)
    {
        ArgumentNullException.ThrowIfNull(apply);
        options ??= new ConjugateGradientsOptions();
        options.Validate();
        if (rightHandSide.dim() != 2)
            throw new ArgumentException("rightHandSide must have shape (batch, k).", nameof(rightHandSide));
        HostTransfer.RequireFloating(rightHandSide, nameof(rightHandSide));

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var type = rightHandSide.dtype;
        var unknowns = rightHandSide.shape[1];
        var tolerance = options.RelativeTolerance ?? (type == ScalarType.Float64 ? 1e-12 : 1e-6);
        var limit = options.IterationLimit ?? (int)(2 * unknowns + 2);
        var squaredRight = Dot(rightHandSide, rightHandSide);
        var noise = Arithmetic.Epsilon(type) * unknowns;
        var samples = new ConjugateGradientsSamples(
            squaredRight, source is null ? null : Dot(source, source), tolerance, noise);

        var solution = zeros_like(rightHandSide);
        var best = solution;
        var residual = Clean(rightHandSide.clone(), samples);
        var direction = residual.clone();
        while (samples.AnyActive)
        {
            if (samples.Reached(limit))
                break;
            using var iteration = NewDisposeScope();
            var image = apply(direction);
            samples.TakeCurvature(Dot(direction, image), Dot(direction, direction), Dot(image, image));
            if (samples.AnyNotFinite)
            {
                image = Clean(image, samples);
                direction = Clean(direction, samples);
            }

            using var step = HostTransfer.Write(samples.Step, samples.Step.Length, 1, type, rightHandSide.device);
            solution.addcmul_(direction, step, SafeArithmetic.One);
            residual.addcmul_(image, step, SafeArithmetic.MinusOne);
            samples.TakeResidual(Dot(residual, residual));
            if (samples.AnyWorse)
            {
                using var worse = HostTransfer.WriteMask(samples.Worse, rightHandSide.device);
                using var before = solution.addcmul(direction, step, SafeArithmetic.MinusOne);
                best = before.where(worse, best).MoveToOuterDisposeScope();
            }

            if (!samples.AnyActive)
                break;
            using var momentum = HostTransfer.Write(samples.Momentum, samples.Momentum.Length, 1, type, rightHandSide.device);
            direction = direction.mul(momentum).add_(residual, SafeArithmetic.One).MoveToOuterDisposeScope();
        }

        if (samples.AnyPastBest)
            solution = best.where(HostTransfer.WriteMask(samples.PastBest, rightHandSide.device), solution);
        return new SolveResult(
            Clean(solution, samples).MoveToOuterDisposeScope(), samples.Status, samples.Iterations, samples.RelativeResidual);
    }

    private static double[] Dot(Tensor a, Tensor b)
    {
        using var product = a.mul(b);
        using var sum = product.sum(1);
        return HostTransfer.Read(sum);
    }

    /// <summary>Zeroes the rows of samples that are not finite: zero times NaN would be NaN in every later update.</summary>
    private static Tensor Clean(Tensor rows, ConjugateGradientsSamples samples)
    {
        if (!samples.AnyNotFinite)
            return rows;
        using var mask = HostTransfer.WriteMask(samples.NotFinite, rows.device);
        return rows.masked_fill_(mask, SafeArithmetic.Zero);
    }
}
