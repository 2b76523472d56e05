using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>The retraction of <see cref="EuclideanSpace"/>: y = x + d.</summary>
internal sealed class StraightRetraction : IRetraction
{
    /// <inheritdoc/>
    public ITangentFrame At(IManifold manifold, Tensor x)
    {
        using var detached = x.detach();
        return new StraightFrame(detached.clone());
    }
}
