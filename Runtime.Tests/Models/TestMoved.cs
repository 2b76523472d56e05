using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A manifold moved and scaled: x = s y + t.</summary>
internal class TestMoved : AnalyticManifold, ITransformed
{
    private readonly double[] offset;

    public TestMoved(IManifold source, double scale, params double[] offset)
        : base(source.AmbientDimension, source.CodomainDimension)
    {
        (Source, Factor, this.offset) = (source, scale, offset);
    }

    public IManifold Source { get; }

    public override int Dimension => Source.Dimension;

    protected double Factor { get; }

    public Tensor Map(Tensor y)
    {
        using var scope = NewDisposeScope();
        return (y * Factor + Offset(y)).MoveToOuterDisposeScope();
    }

    public Tensor MapBack(Tensor x)
    {
        using var scope = NewDisposeScope();
        return ((x - Offset(x)) / Factor).MoveToOuterDisposeScope();
    }

    public override Tensor Value(Tensor x)
    {
        using var y = MapBack(x);
        return Source.Value(y);
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (Source.Jacobian(MapBack(x)) / Factor).MoveToOuterDisposeScope();
    }

    private Tensor Offset(Tensor like) => tensor(offset, dtype: like.dtype, device: like.device);
}

/// <summary>A model moved and scaled; its energy gains m log s.</summary>
internal sealed class TestMovedModel(IConstrainedModel source, double scale, params double[] offset)
    : TestMoved(source, scale, offset), IConstrainedModel
{
    public Tensor Energy(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (source.Energy(MapBack(x)) + Dimension * Math.Log(Factor)).MoveToOuterDisposeScope();
    }

    public Tensor EnergyGradient(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (source.EnergyGradient(MapBack(x)) / Factor).MoveToOuterDisposeScope();
    }

    public (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) => (Energy(x), EnergyGradient(x));
}
