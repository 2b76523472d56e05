using DslManifolds.Kernels;

namespace DslManifolds.Samplers;

/// <summary>Samples of a transformed model: those of what is transformed, mapped.</summary>
internal sealed class MappedSource(ITransformed transformed, SampleSource source) : SampleSource
{
    /// <inheritdoc/>
    public override LangevinRun Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken)
    {
        using var noGradient = TorchSharp.torch.no_grad();
        using var run = source.Draw(count, steps, key, cancellationToken);
        return run with { Points = transformed.Map(run.Points) };
    }
}
