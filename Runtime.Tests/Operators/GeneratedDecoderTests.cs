using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Generated decoders, against plain layers with their weights, differences and each other.</summary>
public sealed class GeneratedDecoderTests
{
    private const int Batch = 7;

    private static readonly Dictionary<string, (Func<IDecoder> Make, Func<nn.Module<Tensor, Tensor>> Activation, int[] Widths)> Cases = new()
    {
        [nameof(PlaneDecoder)] = (() => new PlaneDecoder(1, float64), () => nn.SiLU(), [1, 8, 8, 2]),
        [nameof(TanhDecoder)] = (() => new TanhDecoder(2, float64), () => nn.Tanh(), [2, 7, 6, 4]),
        [nameof(SoftplusDecoder)] = (() => new SoftplusDecoder(3, float64), () => nn.Softplus(), [4, 6, 5]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AgreesWithAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var (decoder, reference, z, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            var point = reference.Value(z);
            AssertNear(point, decoder.Decode(z));
            AssertNear(point, ((nn.Module<Tensor, Tensor>)decoder).forward(z));
            AssertPair(decoder.DecodeAndJvp(z, v), reference.Jvp(z, v));
            AssertPair(decoder.DecodeAndVjp(z, w), reference.Vjp(z, w));
            AssertPair(decoder.DecodeAndJacobian(z), reference.Jacobian(z));

            void AssertPair((Tensor Point, Tensor Derivative) pair, Tensor derivative)
            {
                AssertNear(point, pair.Point);
                AssertNear(derivative, pair.Derivative);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void JacobianVectorProductIsTheLimitOfDifferences(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (decoder, _, z, v, w) = Setup(name);
        var product = decoder.DecodeAndJvp(z, v).Product;
        AssertNear(Along(decoder.Decode, z, v), product, 1e-9);
        AssertNear((product * w).sum(1), (v * decoder.DecodeAndVjp(z, w).Product).sum(1));
    }

    /// <summary>Losses of the reconstruction, of Jv, of Jᵀw and of the volume √det(JᵀJ) in Eq. 2.</summary>
    [Theory, MemberData(nameof(Names))]
    public void EverythingIsDifferentiableInTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        var (decoder, reference, z, v, w) = Setup(name);
        AssertSame(decoder.Decode(z).square().sum(), reference.Value(z).square().sum());
        AssertSame(decoder.DecodeAndVjp(z, w).Product.square().sum(), reference.Vjp(z, w, createGraph: true).square().sum());
        var jacobian = Rows();
        AssertSame(
            decoder.DecodeAndJvp(z, v).Product.square().sum(), jacobian.matmul(v.unsqueeze(-1)).square().sum());
        AssertSame(Volume(decoder.DecodeAndJacobian(z).Jacobian), Volume(Rows()));

        static Tensor Volume(Tensor j)
        {
            var (_, logarithm) = linalg.slogdet(j.transpose(1, 2).matmul(j));
            return logarithm.sum();
        }

        Tensor Rows() => stack(
            Enumerable.Range(0, (int)w.shape[1]).Select(i =>
            {
                var unit = zeros_like(w);
                unit[.., i] = 1;
                return reference.Vjp(z, unit, createGraph: true);
            }),
            1);

        void AssertSame(Tensor ours, Tensor theirs) => AssertSameGradients((nn.Module)decoder, ours, reference, theirs, 1e-11);
    }

    [Theory, MemberData(nameof(Names))]
    public void ArgumentsAreLeftAsTheyAreAndTemporariesDisposed(string name)
    {
        using var scope = NewDisposeScope();
        var (decoder, _, z, v, w) = Setup(name);
        var copies = new[] { z.clone(), v.clone(), w.clone() };
        Temporaries.AssertDisposed(Everything);

        foreach (var (argument, copy) in new[] { z, v, w }.Zip(copies))
            Assert.True(argument.equal(copy).all().item<bool>());

        void Everything()
        {
            decoder.Decode(z).Dispose();
            foreach (var (point, derivative) in new[] { decoder.DecodeAndJvp(z, v), decoder.DecodeAndVjp(z, w), decoder.DecodeAndJacobian(z) })
            {
                point.Dispose();
                derivative.Dispose();
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void WrongArgumentsAreNamed(string name)
    {
        using var scope = NewDisposeScope();
        var (decoder, _, z, v, w) = Setup(name);
        Assert.Equal("z", Assert.Throws<ArgumentException>(() => decoder.Decode(w)).ParamName);
        Assert.Equal("z", Assert.Throws<ArgumentException>(() => decoder.Decode(z.to(float32))).ParamName);
        Assert.Equal("v", Assert.Throws<ArgumentException>(() => decoder.DecodeAndJvp(z, v[1..])).ParamName);
        Assert.Equal("w", Assert.Throws<ArgumentException>(() => decoder.DecodeAndVjp(z, z)).ParamName);
    }

    [Fact]
    public void DimensionsAreKnownToTypesAndInstances()
    {
        Assert.Equal((2, 4), (TanhDecoder.LatentDimension, TanhDecoder.AmbientDimension));
        using var decoder = new TanhDecoder(0);
        IDecoder contract = decoder;
        Assert.Equal((2, 4), (contract.LatentDimension, contract.AmbientDimension));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"], decoder.state_dict().Keys);
    }

    private static (IDecoder Decoder, Reference Reference, Tensor Z, Tensor V, Tensor W) Setup(string name)
    {
        var (make, activation, widths) = Cases[name];
        var decoder = make();
        random.manual_seed(name.Length);
        Tensor Rows(int size) => 1.5 * randn(Batch, size, dtype: float64);
        return (decoder, Reference.Of((nn.Module)decoder, activation, widths), Rows(widths[0]), Rows(widths[0]), Rows(widths[^1]));
    }
}
