using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>Where a batch of chains is, with what has been computed there: blocks of lanes, one behind another.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FusedChains<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Scratch<T> memory;
    private readonly int stride;

    /// <summary>Memory for some chains.</summary>
    /// <param name="chains">Number of chains.</param>
    /// <param name="ambient">Ambient dimension n; a block begins with n vectors, the points.</param>
    /// <param name="stride">Vectors of a block.</param>
    public FusedChains(int chains, int ambient, int stride)
    {
        (Chains, AmbientDimension, this.stride) = (chains, ambient, stride);
        memory = new Scratch<T>(checked(LaneRows.Blocks<T>(chains) * stride));
    }

    /// <summary>Number of chains.</summary>
    public int Chains { get; }

    /// <summary>Ambient dimension n.</summary>
    public int AmbientDimension { get; }

    /// <summary>The vectors of a block.</summary>
    public Lanes<T> Block(int block) => memory.Lanes.From(block * stride);

    /// <summary>Writes the points, row-major.</summary>
    public void CopyTo(Span<T> rows)
    {
        for (var block = 0; block < LaneRows.Blocks<T>(Chains); block++)
        {
            LaneTransfer.Store(
                Block(block), AmbientDimension, block * Vector512<T>.Count, LaneRows.Count<T>(Chains, block), rows);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();
}
