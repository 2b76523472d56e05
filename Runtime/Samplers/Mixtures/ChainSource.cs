using DslManifolds.Geometry;
using DslManifolds.Kernels;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Samples by chains from noise projected onto the manifold.</summary>
internal sealed class ChainSource(IConstrainedModel model, Box box, MixtureLangevinOptions options) : SampleSource
{
    private const ulong StartPurpose = 0;
    private const ulong ChainPurpose = 1;

    private readonly ConstrainedLangevin chain = new(model, model, options.Langevin with { Box = box });

    /// <inheritdoc/>
    public override LangevinRun Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken)
    {
        using var noise = new NoiseProjection(model, box, key.Derive(StartPurpose), options.ElementType, options.Device);
        using var starts = noise.Take(count);
        return chain.Run(starts, steps, key.Derive(ChainPurpose), cancellationToken);
    }
}
