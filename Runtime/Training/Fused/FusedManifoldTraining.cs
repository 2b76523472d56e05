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
        var losses = new List<ManifoldLoss>(Options.Epochs);
        var directions = DirectionKey;
        for (var epoch = 0; epoch < Options.Epochs; epoch++)
        {
            points.Shuffle(epoch);
            var (squares, penalties) = (0.0, 0.0);
            for (var batch = 0; batch < points.Batches; batch++)
            {
                Cancellation.ThrowIfCancellationRequested();
                var (square, penalty) = step.AddGradient(points, batch, directions, optimizer.Gradient);
                directions = directions.After(1);
                ManifoldTrainer.RequireFinite(square, penalty, epoch);
                optimizer.Step();
                squares += square * points.CountOf(batch);
                penalties += penalty * points.CountOf(batch);
            }

            squares /= points.Rows;
            penalties /= points.Rows;
            losses.Add(new ManifoldLoss(squares + Options.RankWeight * penalties, squares, penalties));
            Progress?.Report(new TrainingProgress(TrainingPhase.Manifold, epoch + 1, Options.Epochs, losses[^1].Total));
        }

        return new ManifoldTrainingResult(losses);
    }
}
