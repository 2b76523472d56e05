using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Samples of a manifold of dimension 0: its points, independently, each with its probability ∝ e^(−E).</summary>
internal sealed class FiniteSource : SampleSource
{
    private readonly MixtureLangevinOptions options;
    private readonly PointSet points;
    private readonly double[] probabilities;

    public FiniteSource(IConstrainedModel model, Box box, MixtureLangevinOptions options)
    {
        this.options = options;
        points = IsolatedPoints.Find(model, box, options.ElementType, options.Device);
        probabilities = NormalizingConstant.UnitMasses(points).Masses(model, options.ElementType, options.Device);
    }

    /// <inheritdoc/>
    public override LangevinRun Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken)
    {
        using var all = points.ToTensor(options.ElementType, options.Device);
        var rows = Array.ConvertAll(Choices.Draw(probabilities, count, key), choice => (long)choice);
        using var index = HostTransfer.WriteIndices(rows, all.device);
        return new LangevinRun(all.index_select(0, index), default);
    }
}
