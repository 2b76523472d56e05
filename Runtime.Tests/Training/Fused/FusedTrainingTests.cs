using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training.Fused;

/// <summary>Fused training against libtorch's, from the same start: parameters and losses agree step by step within rounding.</summary>
public class FusedTrainingTests
{
    private const double Rounding = 1e-9;

    /// <summary>Makes a model of an element type, always the same.</summary>
    public delegate nn.Module Maker(ScalarType type);

    public static TheoryData<string, int> Manifolds => new(
        from name in Models.Keys
        from steps in new[] { 1, 10 }
        select (name, steps));

    private static Dictionary<string, Maker> Models { get; } = new()
    {
        ["silu, one output"] = type => new CircleNet(0, type),
        ["tanh, three outputs"] = type => new TanhNet(0, type),
        ["gelu, dimension 0"] = type => new GeluNet(0, type),
        ["softplus"] = type => new SoftplusNet(0, type),
        ["sine, two outputs"] = type => new SineNet(0, type),
        ["a number"] = type => new FittedEllipse(dtype: type),
        ["layers and a constraint"] = type => new HalfKnown(0, type),
        ["one layer"] = type => new LinearNet(0, type),
    };

    [Theory]
    [MemberData(nameof(Manifolds))]
    public void ManifoldStepsAreThoseOfTorch(string name, int steps)
    {
        // Batches of 37 are neither full vectors nor all of one size.
        var options = new ManifoldTrainerOptions
        {
            Epochs = steps, BatchSize = steps == 1 ? 100 : 37, MinSingularValue = 1.3, RankWeight = 0.7, Seed = 5,
        };
        if (steps > 1)
            options = options with { Epochs = 4 };
        var ambient = ((IManifold)Models[name](ScalarType.Float64)).AmbientDimension;
        using var data = Points(100, ambient);
        using var torch = Models[name](ScalarType.Float64);
        using var fused = Models[name](ScalarType.Float64);
        var expected = Train(torch, options with { Backend = Backend.Torch, Epochs = steps == 1 ? 1 : 4 }, data);
        var actual = Train(fused, options with { Backend = Backend.Fused, Epochs = steps == 1 ? 1 : 4 }, data);
        Near(Parameters(torch), Parameters(fused), Rounding);
        Near(expected.Epochs.SelectMany(Parts), actual.Epochs.SelectMany(Parts), Rounding);
    }

    private static ManifoldTrainingResult Train(nn.Module model, ManifoldTrainerOptions options, Tensor data) => model switch
    {
        CircleNet net => new ManifoldTrainer(options).Train(net, data),
        TanhNet net => new ManifoldTrainer(options).Train(net, data),
        GeluNet net => new ManifoldTrainer(options).Train(net, data),
        SoftplusNet net => new ManifoldTrainer(options).Train(net, data),
        SineNet net => new ManifoldTrainer(options).Train(net, data),
        FittedEllipse ellipse => new ManifoldTrainer(options).Train(ellipse, data),
        HalfKnown net => new ManifoldTrainer(options).Train(net, data),
        LinearNet net => new ManifoldTrainer(options).Train(net, data),
        _ => throw new NotSupportedException(),
    };
}
