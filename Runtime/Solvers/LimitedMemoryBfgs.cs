using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>
/// Minimises a batch of unrelated objectives by L-BFGS (Nocedal and Wright, Algorithm 7.5) with a strong Wolfe line search
/// (Algorithms 3.5 and 3.6).
/// </summary>
/// <remarks>
/// Every sample is a problem of its own: its history, line search, iterations and end are those that it would have alone. Only
/// the evaluations are shared: each round, the trial points of all samples that are still active go to the objective as one
/// batch. The recursion runs in double on the host. Recorded gradients are not needed; the objective returns its own.
/// </remarks>
public static class LimitedMemoryBfgs
{
    /// <summary>Minimises from the given starts.</summary>
    /// <param name="objective">The objectives.</param>
    /// <param name="start">Starts, (batch, d), Float32 or Float64; trial points have its element type and device.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>
    /// Minimisers, with residual max |∇f|. Where the objective is not finite at the start, the start is returned as it is.
    /// </returns>
    public static SolveResult Minimize(BatchObjective objective, Tensor start, LimitedMemoryBfgsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        options ??= new LimitedMemoryBfgsOptions();
        options.Validate();
        HostTransfer.RequireFloating(start, nameof(start));
        if (start.dim() != 2)
            throw new ArgumentException("start must have shape (batch, d).", nameof(start));

        var batch = (int)start.shape[0];
        var dimension = (int)start.shape[1];
        var numbers = HostTransfer.Read(start);
        var problems = new LimitedMemoryBfgsProblem[batch];
        for (var i = 0; i < batch; i++)
        {
            var own = numbers.AsSpan(i * dimension, dimension);
            problems[i] = new LimitedMemoryBfgsProblem(own, options, start.dtype == ScalarType.Float32);
        }

        while (EvaluateActive(objective, problems, start, dimension))
        {
        }

        for (var i = 0; i < batch; i++)
            problems[i].Point.CopyTo(numbers, i * dimension);
        return new SolveResult(
            HostTransfer.Write(numbers, batch, dimension, start.dtype, start.device),
            Array.ConvertAll(problems, problem => problem.Status),
            Array.ConvertAll(problems, problem => problem.Iterations),
            Array.ConvertAll(problems, problem => problem.Residual));
    }

    private static bool EvaluateActive(
        BatchObjective objective, LimitedMemoryBfgsProblem[] problems, Tensor start, int dimension)
    {
        var active = Array.FindAll(problems, problem => problem.IsActive);
        if (active.Length == 0)
            return false;
        var numbers = new double[active.Length * dimension];
        for (var i = 0; i < active.Length; i++)
            active[i].Trial.CopyTo(numbers, i * dimension);

        using var scope = NewDisposeScope();
        var points = HostTransfer.Write(numbers, active.Length, dimension, start.dtype, start.device);
        var rows = active.Length == problems.Length ? null : HostTransfer.WriteIndices(ActiveRows(problems), start.device);
        var (values, gradients) = objective(points, rows);
        if (values.numel() != active.Length || gradients.numel() != numbers.Length)
        {
            throw new InvalidOperationException(
                $"The objective returned {values.numel()} values and {gradients.numel()} gradient entries for {active.Length} " +
                $"points of dimension {dimension}; it must return one value and one gradient for each point.");
        }

        var valueNumbers = HostTransfer.Read(values);
        HostTransfer.Read(gradients, numbers);
        for (var i = 0; i < active.Length; i++)
            active[i].Tell(valueNumbers[i], numbers.AsSpan(i * dimension, dimension));
        return true;
    }

    private static long[] ActiveRows(LimitedMemoryBfgsProblem[] problems)
    {
        var rows = new List<long>();
        for (var i = 0; i < problems.Length; i++)
        {
            if (problems[i].IsActive)
                rows.Add(i);
        }

        return [.. rows];
    }
}
