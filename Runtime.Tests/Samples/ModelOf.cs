using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Reports;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>A manifold with an energy that is a function of the first coordinate.</summary>
internal sealed class ModelOf(IManifold manifold, Func<double, double> energy) : IConstrainedModel
{
    /// <summary>The numbers by which a truth judges a model, meshed in a box.</summary>
    public static MetricsWriter Compared(PartTruth truth, IConstrainedModel model, Box box, int meshCells)
    {
        var metrics = new MetricsWriter();
        var context = new RunContext("", new RunSettings(), truth.Cover, null!, metrics, null!, CancellationToken.None);
        var learned = new LearnedDensity(model, box, meshCells, CPU);
        truth.AddDensity(context, learned.Quadrature.Nodes, learned.Masses);
        truth.AddEnergy(context, learned);
        return metrics;
    }

    public int AmbientDimension => manifold.AmbientDimension;

    public int Dimension => manifold.Dimension;

    public int CodomainDimension => manifold.CodomainDimension;

    public Tensor Value(Tensor x) => manifold.Value(x);

    public Tensor Jacobian(Tensor x) => manifold.Jacobian(x);

    public Tensor Jvp(Tensor x, Tensor v) => manifold.Jvp(x, v);

    public Tensor Vjp(Tensor x, Tensor w) => manifold.Vjp(x, w);

    public Tensor Gram(Tensor x, Tensor w) => manifold.Gram(x, w);

    public (Tensor Value, Tensor Product) ValueAndJvp(Tensor x, Tensor v) => manifold.ValueAndJvp(x, v);

    public (Tensor Value, Tensor Product) ValueAndVjp(Tensor x, Tensor w) => manifold.ValueAndVjp(x, w);

    public (Tensor Value, Tensor Product) ValueAndGram(Tensor x, Tensor w) => manifold.ValueAndGram(x, w);

    public (Tensor Value, Tensor Jacobian) ValueAndJacobian(Tensor x) => manifold.ValueAndJacobian(x);

    public Tensor Energy(Tensor x)
    {
        var points = PointSet.FromTensor(x);
        return tensor(Enumerable.Range(0, points.Count).Select(i => energy(points[i][0])).ToArray());
    }

    public Tensor EnergyGradient(Tensor x) => throw new NotSupportedException();

    public (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) => throw new NotSupportedException();
}
