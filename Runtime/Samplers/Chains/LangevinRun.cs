using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>What some steps of a batch of chains give.</summary>
/// <param name="Points">Where the chains ended, (batch, n). Owned by this result.</param>
/// <param name="Counts">The outcomes of all steps of all chains, counted.</param>
public sealed record LangevinRun(Tensor Points, LangevinCounts Counts) : IDisposable
{
    /// <summary>Disposes <see cref="Points"/>.</summary>
    public void Dispose() => Points.Dispose();
}
