using DslManifolds.Kernels;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Samples of a product: independent ones of the factors, side by side.</summary>
internal sealed class JoinedSource(SampleSource[] factors) : SampleSource
{
    /// <inheritdoc/>
    public override LangevinRun Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var counts = default(LangevinCounts);
        var parts = new Tensor[factors.Length];
        for (var i = 0; i < factors.Length; i++)
        {
            var run = factors[i].Draw(count, steps, key.Derive((ulong)i), cancellationToken);
            parts[i] = run.Points;
            counts += run.Counts;
        }

        return new LangevinRun(cat(parts, 1).MoveToOuterDisposeScope(), counts);
    }
}
