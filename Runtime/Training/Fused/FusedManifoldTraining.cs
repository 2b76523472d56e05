using System.Numerics;
using DslManifolds.Kernels;
using TorchSharp.Modules;

namespace DslManifolds.Training.Fused;

/// <summary>The training of <see cref="ManifoldTrainer"/> by a manifold's own kernel: the same steps, from the same random numbers.</summary>
/// <typeparam name="T">float or double: the element type of the parameters.</typeparam>
internal sealed class FusedManifoldTraining<T> : IManifoldTrainingKernelUser<T, ManifoldTrainingResult>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Settings.</summary>
    public required ManifoldTrainerOptions Options { get; init; }

    /// <summary>Makes the loss of a step from E ‖F‖², E (η − ‖vᵀ J‖)²₊, E (1 − F(b))²₊ and the number of the epoch.</summary>
    public required Func<double, double, double, int, ManifoldLoss> Loss { get; init; }

    /// <summary>Points b where F is to be 1 or more.</summary>
    public BorderPoints? Border { get; init; }

    /// <summary>The points, row-major, finite.</summary>
    public required double[] Data { get; init; }

    /// <summary>All parameters, in the order of the kernel.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>Those that are trained.</summary>
    public required IReadOnlyCollection<Parameter> Trained { get; init; }

    /// <summary>Names the shuffles.</summary>
    public required RandomKey ShuffleKey { get; init; }

    /// <summary>Names the draws of v.</summary>
    public required RandomKey DirectionKey { get; init; }

    /// <summary>Told after each epoch.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops between steps.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <inheritdoc/>
    public ManifoldTrainingResult Use<TKernel>(TKernel kernel)
        where TKernel : struct, IManifoldTrainingKernel<T>
    {
        using var points = new TrainingRows<T>(Data, TKernel.AmbientDimension, Options.BatchSize, ShuffleKey);
        using var step = new ManifoldStep<T, TKernel>(kernel, Options);
        using var optimizer = new FusedAdam<T>(new ParameterVector<T>(Parameters, Trained), Options.LearningRate);
        var rate = new ScheduledRate(Options.LearningRate, Options.Schedule, (long)Options.Epochs * points.Batches);
        var losses = new List<ManifoldLoss>(Options.Epochs);
        var directions = DirectionKey;
        for (var epoch = 0; epoch < Options.Epochs; epoch++)
        {
            points.Shuffle(epoch);
            var sum = default(ManifoldLoss);
            for (var batch = 0; batch < points.Batches; batch++)
            {
                Cancellation.ThrowIfCancellationRequested();
                var (square, penalty) = step.AddGradient(points, batch, directions, optimizer.Gradient);
                var outside = Border is null ? 0 : step.AddBorder(Border, directions.Step, optimizer.Gradient);
                var loss = Loss(square, penalty, outside, epoch);
                optimizer.LearningRate = rate.At((long)directions.Step);
                optimizer.Step();
                directions = directions.After(1);
                sum = ManifoldTrainer.Accumulate(sum, loss, (double)points.CountOf(batch) / points.Rows);
            }

            losses.Add(sum);
            Progress?.Report(new TrainingProgress(TrainingPhase.Manifold, epoch + 1, Options.Epochs, losses[^1].Total));
        }

        return new ManifoldTrainingResult(losses);
    }
}
