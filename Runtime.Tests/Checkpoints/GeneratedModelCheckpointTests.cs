using DslManifolds.Checkpoints;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Checkpoints;

/// <summary>Declared models through a file and back.</summary>
public sealed class GeneratedModelCheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-").FullName;

    private string File => Path.Combine(folder, "model.safetensors");

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void AModelComputesTheSameToTheBit(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var x = randn(50, 2, dtype: dtype);
        var saved = new CircleNetModel(1, dtype);
        Checkpoint.Save(saved, File);
        var loaded = new CircleNetModel(2, dtype);
        // The views that the generated code keeps must follow what is loaded.
        Assert.False(saved.Value(x).Equals(loaded.Value(x)));
        Checkpoint.Load(loaded, File);
        Assert.Equal(saved.Value(x), loaded.Value(x));
        Assert.Equal(saved.Jacobian(x), loaded.Jacobian(x));
        Assert.Equal(saved.Energy(x), loaded.Energy(x));
        Assert.Equal(saved.EnergyGradient(x), loaded.EnergyGradient(x));
    }

    [Fact]
    public void AnotherTypesFileIsRefusedThoughItsTensorsFit()
    {
        using var one = new CircleNet(1);
        using var twin = new CircleNetTwin(2);
        Checkpoint.Save(one, File);
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Load(twin, File));
        Assert.Contains(nameof(CircleNet), exception.Message);
        Assert.Contains(nameof(CircleNetTwin), exception.Message);
    }

    [Fact]
    public void AManifoldTakesTheWeightsOfTheEquivalentSequentialModule()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var network = nn.Sequential(nn.Linear(2, 8), nn.SiLU(), nn.Linear(8, 8), nn.SiLU(), nn.Linear(8, 8), nn.SiLU(), nn.Linear(8, 1));
        var manifold = new CircleNet(0);
        manifold.load_state_dict(network.state_dict());
        var x = randn(20, 2);
        Assert.True(network.forward(x).allclose(manifold.Value(x), rtol: 1e-5, atol: 1e-6));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
