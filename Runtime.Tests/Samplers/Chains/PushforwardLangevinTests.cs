using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

public class PushforwardLangevinTests
{
    private static readonly Box Turn = new([-Math.PI], [Math.PI]);

    [Fact]
    public void SamplesOfTheCircleAreVonMises()
    {
        var sampler = new PushforwardLangevin(TestPushforward.Circle(), Turn, new() { NoiseScale = 0.7, Metropolis = true });
        using var samples = sampler.Draw(5000, 100, new RandomKey(3));
        Assert.Equal([5000L, 2], samples.Points.shape);
        Assert.Equal([5000L, 1], samples.Codes.shape);
        Assert.Equal(500_000, samples.Counts.Total);
        Assert.True(Chains.VonMisesDistance(Chains.Angles(HostTransfer.Read(samples.Points), 2), 2) < 0.03);
        Assert.All(HostTransfer.Read(samples.Codes), code => Assert.InRange(code, -3.1415928, 3.1415928));

        // Points are the codes' images.
        using var images = new CircleDecoder(1).Decode(samples.Codes);
        Assert.Equal(HostTransfer.Read(images), HostTransfer.Read(samples.Points));
    }

    /// <summary>Codes on any scale: the angle is z/100.</summary>
    [Fact]
    public void TheDefaultSettingsSuitTheBox()
    {
        using var energy = new AngleEnergy();
        var model = new TestPushforward(AnalyticEncoder.Angle, new CircleDecoder(1), new Stretched(energy, 100));
        using var samples = new PushforwardLangevin(model, Turn.Scale(100)).Draw(5000, 400, new RandomKey(4));
        Assert.True(samples.Counts.AcceptanceRate > 0.8, samples.Counts.ToString());
        var angles = Array.ConvertAll(HostTransfer.Read(samples.Codes), code => code / 100);
        Assert.True(Chains.VonMisesDistance(angles, 2) < 0.03);
    }

    [Fact]
    public void ChainsStartUniformlyInTheBox()
    {
        using var samples = new PushforwardLangevin(TestPushforward.Circle(), Turn).Draw(4000, 0, new RandomKey(3));
        Assert.True(Chains.Kolmogorov(HostTransfer.Read(samples.Codes), code => (code + Math.PI) / (2 * Math.PI)) < 1.95);
    }

    [Fact]
    public void SamplesAreThoseOfTheKeyAndLeaveNoTensorBehind()
    {
        var sampler = new PushforwardLangevin(TestPushforward.Circle(), Turn);
        double[] Draw(ulong seed)
        {
            using var samples = sampler.Draw(30, 5, new RandomKey(seed));
            return HostTransfer.Read(samples.Points);
        }

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Draw(1);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Throws<ArgumentException>(() => new PushforwardLangevin(TestPushforward.Circle(), Box.Cube(2, 1)));
    }

    /// <summary>E(z/c).</summary>
    private sealed class Stretched(IEnergy energy, double factor) : AnalyticEnergy(1)
    {
        private readonly Scalar inverse = 1 / factor;

        public override Tensor Energy(Tensor x)
        {
            using var inner = x.mul(inverse);
            return energy.Energy(inner);
        }

        public override Tensor EnergyGradient(Tensor x)
        {
            using var inner = x.mul(inverse);
            return energy.EnergyGradient(inner).mul_(inverse);
        }
    }
}
