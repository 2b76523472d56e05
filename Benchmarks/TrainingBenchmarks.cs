using BenchmarkDotNet.Attributes;
using DslManifolds.Samplers;
using DslManifolds.Samples.Experiments;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks;

/// <summary>Training steps at the settings of Fig. 2, batch 100: ten steps an epoch, so an operation here is an epoch of ten.</summary>
public class TrainingBenchmarks
{
    private const int StepsPerEpoch = 10;

    private Tensor data = null!;
    private CircleManifold manifold = null!;
    private CircleEnergy energy = null!;

    [GlobalSetup]
    public void Setup()
    {
        CircleFixture.UseOneThread();
        data = CircleFixture.Data();
        manifold = CircleFixture.Manifold();
        energy = new CircleEnergy(0);
    }

    /// <summary>One step of Eq. 3; the set-up of a trainer, of which one operation pays for one, is spread over 20 epochs.</summary>
    [Benchmark(OperationsPerInvoke = 20 * StepsPerEpoch)]
    public void ManifoldStep() => new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = 20 }).Train(manifold, data);

    /// <summary>One step of Eq. 5 with its ten Langevin steps, the filling of the buffer spread over 10 epochs.</summary>
    [Benchmark(OperationsPerInvoke = 10 * StepsPerEpoch)]
    public void EnergyStep() => new EnergyTrainer(new EnergyTrainerOptions(CircleFixture.Box)
    {
        Rounds = [new LangevinRound(Epochs: 10, Steps: 10)],
    }).Train(manifold, energy, data);
}
