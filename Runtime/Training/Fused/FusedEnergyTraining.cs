using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using TorchSharp.Modules;

namespace DslManifolds.Training.Fused;

/// <summary>The training of <see cref="EnergyTrainer"/> by an energy's own kernel: the same steps, from the same random numbers.</summary>
/// <typeparam name="T">float or double: the element type of the parameters.</typeparam>
internal sealed class FusedEnergyTraining<T> : IEnergyTrainingKernelUser<T, EnergyTrainingResult>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Settings.</summary>
    public required EnergyTrainerOptions Options { get; init; }

    /// <summary>The points, row-major, finite.</summary>
    public required double[] Data { get; init; }

    /// <summary>All parameters, in the order of the kernel.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>Those that are trained.</summary>
    public required IReadOnlyCollection<Parameter> Trained { get; init; }

    /// <summary>Names the shuffles.</summary>
    public required RandomKey ShuffleKey { get; init; }

    /// <summary>Names the chains' random numbers.</summary>
    public required RandomKey ChainKey { get; init; }

    /// <summary>Runs the chains of each round.</summary>
    public required RoundChains<T> Chains { get; init; }

    /// <summary>Where chains start and end.</summary>
    public required ReplayBuffer Buffer { get; init; }

    /// <summary>Told after each epoch.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops between chain steps.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <inheritdoc/>
    public EnergyTrainingResult Use<TKernel>(TKernel kernel)
        where TKernel : struct, IEnergyTrainingKernel<T>
    {
        var parameters = new ParameterVector<T>(Parameters, Trained);
        using var points = new TrainingRows<T>(Data, TKernel.AmbientDimension, Options.BatchSize, ShuffleKey);
        using var step = new EnergyStep<T, TKernel>(kernel, Options.BatchSize, Options.EnergyWeight);
        using var optimizer = new FusedAdam<T>(parameters, Options.LearningRate);
        var rate = new ScheduledRate(Options.LearningRate, Options.Schedule, (long)Options.TotalEpochs * points.Batches);
        var average = new VectorAverage<T>(parameters, Options.TotalEpochs, Options.AveragedShare);
        var negatives = new T[points.CountOf(0) * TKernel.AmbientDimension];
        var losses = new List<EnergyLoss>(Options.TotalEpochs);
        var total = default(LangevinCounts);
        var chainKey = ChainKey;
        for (var number = 0; number < Options.Rounds.Length; number++)
        {
            var round = Options.Rounds[number];
            var chains = Chains[number];
            for (var i = 0; i < round.Epochs; i++)
            {
                points.Shuffle(losses.Count);
                var sum = default(EnergyLoss);
                var counts = default(LangevinCounts);
                for (var batch = 0; batch < points.Batches; batch++)
                {
                    var samples = negatives.AsSpan(0, points.CountOf(batch) * TKernel.AmbientDimension);
                    Buffer.Draw(samples);
                    counts += chains.Run(samples, round.Steps, chainKey, Cancellation);
                    chainKey = chainKey.After((ulong)round.Steps);
                    optimizer.LearningRate = rate.At((long)losses.Count * points.Batches + batch);
                    var loss = Step(step, optimizer, points, batch, samples, losses.Count);
                    Buffer.Add<T>(samples);
                    sum = EnergyTrainer.Accumulate(sum, loss, (double)points.CountOf(batch) / points.Rows);
                }

                losses.Add(sum);
                total += counts;
                average.Add(losses.Count);
                Progress?.Report(
                    new TrainingProgress(TrainingPhase.Energy, losses.Count, Options.TotalEpochs, sum.Total, counts));
            }
        }

        average.Apply();
        return new EnergyTrainingResult(losses, total);
    }

    private EnergyLoss Step<TKernel>(
        EnergyStep<T, TKernel> step, FusedAdam<T> optimizer, TrainingRows<T> points, int batch, ReadOnlySpan<T> samples, int epoch)
        where TKernel : struct, IEnergyTrainingKernel<T>
    {
        var (positive, positiveSquare) = step.AddPositives(points, batch, optimizer.Gradient);
        var (negative, negativeSquare) = step.AddNegatives(samples, optimizer.Gradient);
        var norm = optimizer.Norm();
        var square = positiveSquare + negativeSquare;
        EnergyTrainer.RequireFinite(positive, negative, square, norm, epoch);
        optimizer.Step(norm, Options.GradientNormLimit);
        return new EnergyLoss(positive - negative + Options.EnergyWeight * square, positive, negative, square);
    }
}
