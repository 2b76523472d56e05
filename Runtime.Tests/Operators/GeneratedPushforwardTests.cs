using DslManifolds.Checkpoints;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Generated pushforward models: their parts, the state and the ownership of these, and files.</summary>
public sealed class GeneratedPushforwardTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-").FullName;

    [Fact]
    public void AModelHoldsItsParts()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var model = new PlanePushforward(seed: 4, float64);
        IPushforwardModel contract = model;
        Assert.Same(model.PlaneEncoder, contract.Encoder);
        Assert.Same(model.PlaneDecoder, contract.Decoder);
        Assert.Same(model.CodeEnergy, contract.LatentEnergy);
        Assert.Equal((2, 1), (contract.AmbientDimension, contract.LatentDimension));
        Assert.Equal((2, 1), (PlanePushforward.AmbientDimension, PlanePushforward.LatentDimension));
        var x = randn(5, 2, dtype: float64);
        AssertNear(model.PlaneDecoder.Decode(model.PlaneEncoder.Encode(x)), model.forward(x));
    }

    [Fact]
    public void AModelHoldsTheStateOfItsPartsUnderTheirNames()
    {
        using var model = new PlanePushforward(seed: 4);
        string[] layers = ["0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"];
        Assert.Equal(
            [
                .. layers.Select(layer => $"planeEncoder.{layer}"), .. layers.Select(layer => $"planeDecoder.{layer}"),
                .. layers[..4].Select(layer => $"codeEnergy.{layer}"),
            ],
            model.state_dict().Keys);
        Assert.Equal(16, model.parameters().Count());
        model.to(float64);
        Assert.All(model.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.Equal(16, model.state_dict().Count);
    }

    [Fact]
    public void SeedsDecideTheStart()
    {
        using var scope = NewDisposeScope();
        var (one, same, other) = (new PlanePushforward(1), new PlanePushforward(1), new PlanePushforward(2));
        foreach (var (parameter, like, unlike) in one.parameters().Zip(same.parameters(), other.parameters()))
        {
            Assert.True(parameter.equal(like).all().item<bool>());
            Assert.False(parameter.equal(unlike).all().item<bool>());
        }
    }

    [Fact]
    public void PartsThatWerePassedInOutliveTheModelAndItsOwnDoNot()
    {
        using var encoder = new PlaneEncoder(1);
        using var decoder = new PlaneDecoder(2);
        using var energy = new CodeEnergy(3);
        using (var model = new PlanePushforward(encoder, decoder, energy))
            Assert.Same(encoder, model.PlaneEncoder);
        Assert.All(
            new nn.Module[] { encoder, decoder, energy }.SelectMany(part => part.parameters()), parameter => Assert.False(parameter.IsInvalid));
        Assert.Throws<ArgumentNullException>(() => new PlanePushforward(encoder, null!, energy));

        List<TorchSharp.Modules.Parameter> own;
        using (var model = new PlanePushforward(seed: 0))
            own = [.. model.parameters()];
        Assert.All(own, parameter => Assert.True(parameter.IsInvalid));
    }

    [Fact]
    public void AModelComesBackFromAFile()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (saved, loaded) = (new PlanePushforward(1), new PlanePushforward(2));
        var x = randn(20, 2);
        Assert.False(saved.forward(x).Equals(loaded.forward(x)));
        var file = Path.Combine(folder, "model.safetensors");
        Checkpoint.Save(saved, file);
        Checkpoint.Load(loaded, file);
        Assert.Equal(saved.forward(x), loaded.forward(x));
        using var z = saved.PlaneEncoder.Encode(x);
        Assert.Equal(saved.CodeEnergy.Energy(z), loaded.CodeEnergy.Energy(z));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
