using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Generated encoders, with and without a distribution, against plain layers with their weights.</summary>
public sealed class GeneratedEncoderTests
{
    private static readonly Scalar Mark = 7;

    [Fact]
    public void ACodeIsWhatTheLayersGive()
    {
        using var scope = NewDisposeScope();
        var encoder = new PlaneEncoder(3, float64);
        var reference = Reference.Of(encoder, () => nn.SiLU(), 2, 8, 8, 1);
        var x = Points(2);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(reference.Value(x), encoder.Encode(x));
            AssertNear(reference.Value(x), encoder.forward(x));
        }

        AssertSameGradients(encoder, encoder.Encode(x).square().sum(), reference, reference.Value(x).square().sum(), 1e-12);
        Assert.Contains(nameof(PlaneEncoder), Assert.Throws<InvalidOperationException>(() => encoder.EncodeDistribution(x)).Message);
    }

    [Fact]
    public void ADistributedCodeIsTheFirstHalfOfWhatTheLayersGiveAndItsVarianceTheSecond()
    {
        using var scope = NewDisposeScope();
        var encoder = new VariationalEncoder(3, float64);
        var reference = Reference.Of(encoder, () => nn.Tanh(), 4, 9, 5, 4);
        var x = Points(4);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            var both = reference.Value(x);
            var (mean, logVariance) = encoder.EncodeDistribution(x);
            AssertNear(both[.., ..2], mean);
            AssertNear(both[.., 2..], logVariance);
            AssertNear(mean, encoder.Encode(x));
            AssertNear(mean, encoder.forward(x));

            // Neither lies in the memory of the other.
            using var writing = no_grad();
            mean.detach().fill_(Mark);
            AssertNear(both[.., 2..], logVariance);
        }

        var (codes, variance) = encoder.EncodeDistribution(x);
        var expected = reference.Value(x);
        AssertSameGradients(
            encoder,
            codes.square().sum() + variance.exp().sum(),
            reference,
            expected[.., ..2].square().sum() + expected[.., 2..].exp().sum(),
            1e-12);
        AssertSameGradients(encoder, encoder.Encode(x).square().sum(), reference, reference.Value(x)[.., ..2].square().sum(), 1e-12);
    }

    [Fact]
    public void TemporariesAreDisposed()
    {
        using var scope = NewDisposeScope();
        var encoder = new VariationalEncoder(3, float64);
        var x = Points(4);
        Temporaries.AssertDisposed(Everything);

        void Everything()
        {
            encoder.Encode(x).Dispose();
            var (mean, logVariance) = encoder.EncodeDistribution(x);
            mean.Dispose();
            logVariance.Dispose();
        }
    }

    [Fact]
    public void DimensionsAreKnownToTypesAndInstances()
    {
        Assert.Equal((4, 2, true), (VariationalEncoder.AmbientDimension, VariationalEncoder.LatentDimension, VariationalEncoder.IsVariational));
        Assert.Equal((2, 1, false), (PlaneEncoder.AmbientDimension, PlaneEncoder.LatentDimension, PlaneEncoder.IsVariational));
        using var encoder = new VariationalEncoder(0);
        IEncoder contract = encoder;
        Assert.Equal((4, 2, true), (contract.AmbientDimension, contract.LatentDimension, contract.IsVariational));
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        using var scope = NewDisposeScope();
        var encoder = new VariationalEncoder(3, float64);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => encoder.Encode(Points(3))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => encoder.EncodeDistribution(Points(4).to(float32))).ParamName);
    }

    private static Tensor Points(int size)
    {
        random.manual_seed(size);
        return 1.5 * randn(6, size, dtype: float64);
    }
}
