using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>One thread's working memory and counts.</summary>
internal class FusedWorker<T>(int vectors) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Scratch<T> scratch = new(vectors);
    private readonly long[] counts = new long[7];

    /// <summary>Working memory.</summary>
    public Lanes<T> Memory => scratch.Lanes;

    /// <summary>A count for each <see cref="StepOutcome"/>.</summary>
    public Span<long> Counts => counts;

    /// <summary>What has been counted.</summary>
    public LangevinCounts Total => new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);

    /// <inheritdoc/>
    public void Dispose() => scratch.Dispose();
}
