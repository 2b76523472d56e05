using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>
/// Minimises ‖F(y)‖² for a batch of points of one function F: ℝⁿ → ℝᵏ by the Levenberg–Marquardt method in its dual form,
/// y ← y − Jᵀ (J Jᵀ + μ)⁻¹ F, with k × k systems. Each sample has its own damping μ (Nielsen, 1999) and its own end.
/// </summary>
/// <remarks>
/// As μ goes to zero the step becomes the Gauss–Newton step of least norm, so that F = 0 is reached with quadratic rate and close
/// to the start. A point where Jᵀ F = 0 but F ≠ 0 is a stationary point of ‖F‖², not a solution: its sample is stalled. Once half
/// of the samples are done, only the others are evaluated.
/// </remarks>
public static class LevenbergMarquardt
{
    /// <summary>Minimises from the given starts.</summary>
    /// <param name="function">y ↦ (F(y), J(y)), (batch, n) → (batch, k), (batch, k, n), both fresh.</param>
    /// <param name="start">Starts, (batch, n), Float32 or Float64.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>Points, with residual max |F|. A start where F or J is not finite is returned as it is.</returns>
    public static SolveResult Solve(
        Func<Tensor, (Tensor Value, Tensor Jacobian)> function, Tensor start, LevenbergMarquardtOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new LevenbergMarquardtOptions();
        options.Validate();
        HostTransfer.RequireFloating(start, nameof(start));
        if (start.dim() != 2)
            throw new ArgumentException("start must have shape (batch, n).", nameof(start));

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var result = start.detach().clone();
        var state = Evaluate(function, result.clone());
        var samples = Begin(state, options, start.dtype);
        long[] rows = [.. Enumerable.Range(0, samples.Length).Select(i => (long)i)];
        while (true)
        {
            var active = Array.FindAll(rows, row => samples[row].IsActive);
            if (active.Length == 0)
                break;
            using (NewDisposeScope())
            {
                var current = state;
                if (2 * active.Length <= rows.Length)
                {
                    Store(result, state.Points, rows);
                    int[] goingOn = [.. Enumerable.Range(0, rows.Length).Where(i => samples[rows[i]].IsActive)];
                    current = state.Select(goingOn);
                    rows = active;
                }

                var own = Array.ConvertAll(rows, row => samples[row]);
                var next = Step(function, current, own, options.IterationLimit).MoveToOuterDisposeScope();
                state.Dispose();
                state = next;
            }
        }

        Store(result, state.Points, rows);
        return new SolveResult(
            result.MoveToOuterDisposeScope(),
            Array.ConvertAll(samples, sample => sample.Status),
            Array.ConvertAll(samples, sample => sample.Iterations),
            Array.ConvertAll(samples, sample => sample.Residual));
    }

    private static LevenbergMarquardtSample[] Begin(
        LevenbergMarquardtState state, LevenbergMarquardtOptions options, ScalarType type)
    {
        var outputs = (int)state.Value.shape[1];
        var tolerance = options.Tolerance ?? Arithmetic.ResidualTolerance(type);
        var values = HostTransfer.Read(state.Value);
        using var diagonal = state.Gram.diagonal(0, 1, 2);
        using var largest = diagonal.amax([1]);
        var largestGram = HostTransfer.Read(largest);
        var samples = new LevenbergMarquardtSample[largestGram.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = new LevenbergMarquardtSample(
                values.AsSpan(i * outputs, outputs), largestGram[i], options, Arithmetic.Epsilon(type), tolerance);
        }

        return samples;
    }

    private static LevenbergMarquardtState Step(
        Func<Tensor, (Tensor Value, Tensor Jacobian)> function,
        LevenbergMarquardtState state,
        LevenbergMarquardtSample[] samples,
        int limit)
    {
        var outputs = (int)state.Value.shape[1];
        var damping = Array.ConvertAll(samples, sample => sample.IsActive ? sample.Damping : 1);
        var dampings = HostTransfer.Write(damping, samples.Length, 1, state.Value.dtype, state.Value.device);
        var matrices = state.Gram.Plus(dampings.unsqueeze(2).mul(eye(outputs, dtype: dampings.dtype, device: dampings.device)));
        var multipliers = BatchedLinear.Solve(matrices, state.Value);
        var numbers = HostTransfer.Read(multipliers);
        var values = HostTransfer.Read(state.Value);
        for (var i = 0; i < samples.Length; i++)
        {
            var own = numbers.AsSpan(i * outputs, outputs);
            samples[i].TakeMultipliers(own, values.AsSpan(i * outputs, outputs), limit);
        }

        var trial = Evaluate(function, state.Points.sub(multipliers.unsqueeze(1).bmm(state.Jacobian).squeeze(1)));
        HostTransfer.Read(trial.Value, values);
        var kept = new bool[samples.Length];
        for (var i = 0; i < samples.Length; i++)
            kept[i] = samples[i].TakeValues(values.AsSpan(i * outputs, outputs));
        return Array.TrueForAll(kept, keep => keep) ? trial : trial.Where(kept, state);
    }

    private static LevenbergMarquardtState Evaluate(Func<Tensor, (Tensor Value, Tensor Jacobian)> function, Tensor points)
    {
        var (value, jacobian) = function(points);
        using var transposed = jacobian.transpose(1, 2);
        return new LevenbergMarquardtState(points, value, jacobian, jacobian.bmm(transposed));
    }

    private static void Store(Tensor result, Tensor points, long[] rows)
    {
        using var index = HostTransfer.WriteIndices(rows, result.device);
        result.index_copy_(0, index, points);
    }
}
