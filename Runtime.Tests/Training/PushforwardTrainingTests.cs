using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Samplers;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>A pushforward model from data to density and samples: codes, their box, their energy, Eq. 2.</summary>
public class PushforwardTrainingTests
{
    [Fact]
    public void TheDensityOfCodesBecomesThatOfPoints()
    {
        using var data = TrainingPoints.VonMises(1000, 2);
        using var energy = new LineEnergy(seed: 2);
        var model = new TestPushforward(AnalyticEncoder.Angle, new CircleDecoder(1), energy);
        using var codes = model.Encoder.Encode(data);
        var box = LatentBox.Of(codes);
        new EnergyTrainer(new(box)
        {
            Rounds = [new(15, 10), new(10, 20)],
            EnergyWeight = 0.01,
            AveragedShare = 0.4,
            Sampler = new() { NoiseScale = 0.7, Metropolis = true },
        }).Train(energy, codes);

        // Angles beyond a half turn, in the padding of the box, are other places of the circle: their mass counts there.
        var nodes = new PushforwardDensity(model, box).Nodes(2000);
        const int Bins = 60;
        var centres = Enumerable.Range(0, Bins).Select(bin => 2 * Math.PI * (bin + 0.5) / Bins).ToArray();
        var truth = Array.ConvertAll(centres, angle => Math.Exp(2 * Math.Cos(angle)));
        var comparison = DensityComparison.OnBins(
            nodes.Pieces,
            nodes.Masses,
            new double[nodes.Masses.Length],
            new PointSet([.. centres.SelectMany(angle => new[] { Math.Cos(angle), Math.Sin(angle) })], 2),
            Array.ConvertAll(truth, mass => mass / truth.Sum()));

        // Uniform is 0.45 away.
        Assert.True(comparison.TotalVariation < 0.1, $"{comparison}");

        var sampler = new PushforwardLangevin(model, box, new() { NoiseScale = 0.7, Metropolis = true });
        using var samples = sampler.Draw(4000, 100, new RandomKey(1));
        Assert.True(Chains.VonMisesDistance(Chains.Angles(HostTransfer.Read(samples.Points), 2), 2) < 0.1);
    }
}
