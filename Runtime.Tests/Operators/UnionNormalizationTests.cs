using DslManifolds.Checkpoints;
using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

public sealed class UnionNormalizationTests
{
    [Fact]
    public void IsUnsetUntilItIsSet()
    {
        using var constants = new UnionNormalization(2);
        Assert.False(constants.IsSet);
        Assert.All(constants.LogNormalizers, value => Assert.True(double.IsNaN(value)));
        constants.Set(1, -2);
        Assert.True(constants.IsSet);
        Assert.Equal([1.0, -2], constants.LogNormalizers);
        Assert.Throws<ArgumentException>(() => constants.Set(1));
        Assert.Throws<ArgumentException>(() => constants.Set(1, double.NaN));
        Assert.Throws<ArgumentException>(() => constants.Set(1, double.PositiveInfinity));
        Assert.Equal([1.0, -2], constants.LogNormalizers);
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnionNormalization(0));
    }

    [Fact]
    public void StaysInDoublePrecisionWhenTheModelIsConverted()
    {
        using var whole = new Whole();
        whole.Normalization.Set(1.0 / 3, Math.PI);
        whole.to(ScalarType.Float32);
        Assert.Equal([1.0 / 3, Math.PI], whole.Normalization.LogNormalizers);
        Assert.Equal(ScalarType.Float32, whole.Layer.weight.dtype);
        whole.to(CPU, ScalarType.Float64);
        Assert.Equal([1.0 / 3, Math.PI], whole.Normalization.LogNormalizers);
        Assert.Equal(ScalarType.Float64, whole.state_dict()["normalization.log_normalizers"].dtype);
        Assert.Empty(whole.Normalization.parameters());
    }

    [Fact]
    public void IsKeptInCheckpoints()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "whole.safetensors");
            using var whole = new Whole();
            whole.Normalization.Set(1.0 / 3, Math.PI);
            Checkpoint.Save(whole, path);
            using var other = new Whole();
            Checkpoint.Load(other, path);
            Assert.Equal([1.0 / 3, Math.PI], other.Normalization.LogNormalizers);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Whole : nn.Module
    {
        public Whole()
            : base(nameof(Whole))
        {
            register_module("layer", Layer);
            register_module("normalization", Normalization);
        }

        public TorchSharp.Modules.Linear Layer { get; } = nn.Linear(2, 2);

        public UnionNormalization Normalization { get; } = new(2);
    }
}
