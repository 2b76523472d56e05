using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>Outcome of a batched solve; each sample of the batch is a problem of its own.</summary>
/// <param name="Value">Best point found, (batch, d); finite also where the solve failed. Owned by this result.</param>
/// <param name="Status">How each sample ended; length batch.</param>
/// <param name="Iterations">Iterations each sample took; length batch.</param>
/// <param name="Residual">Residual of each sample at <paramref name="Value"/>, in the solver's own measure; length batch.</param>
public sealed record SolveResult(Tensor Value, SolveStatus[] Status, int[] Iterations, double[] Residual) : IDisposable
{
    /// <summary>Whether every sample converged.</summary>
    public bool AllConverged => Array.TrueForAll(Status, status => status == SolveStatus.Converged);

    /// <summary>Disposes <see cref="Value"/>.</summary>
    public void Dispose() => Value.Dispose();
}
