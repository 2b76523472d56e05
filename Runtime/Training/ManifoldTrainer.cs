using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Operators;
using DslManifolds.Solvers;
using DslManifolds.Training.Fused;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>
/// Learns a manifold-defining function from points: minimises, by Adam (Eq. 3),
/// <code>
/// L = E ‖F(x)‖² + α E (η − ‖vᵀ J(x)‖)²₊,  v uniform on the unit sphere of ℝᵏ
/// </code>
/// </summary>
/// <remarks>
/// The second term keeps the singular values of J at η or above where the data are, so that F has full rank on its zero set. A
/// step takes one forward pass, for F and vᵀJ together. For k = 1, v is −1 or 1, which leaves ‖vᵀJ‖ the same: no draw can be
/// zero. Gradients are not clipped. Backends take the same steps from the same random numbers, and may take turns. Seeds reproduce a run on one machine with one number of threads.
/// </remarks>
public sealed class ManifoldTrainer
{
    private const ulong ShufflePurpose = 0;
    private const ulong DirectionPurpose = 1;

    private readonly ManifoldTrainerOptions options;

    // Held for the trainer's life: a scalar made for one call can be finalized during the call.
    private readonly Scalar minSingularValue;
    private readonly Scalar rankWeight;

    /// <summary>A trainer.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public ManifoldTrainer(ManifoldTrainerOptions? options = null)
    {
        this.options = options ?? new ManifoldTrainerOptions();
        this.options.Validate();
        minSingularValue = this.options.MinSingularValue;
        rankWeight = this.options.RankWeight;
    }

    /// <summary>Trains a manifold on points, from the parameters it has.</summary>
    /// <typeparam name="TModel">A declared manifold: a module too.</typeparam>
    /// <param name="model">Its parameters are moved in place.</param>
    /// <param name="data">
    /// (rows, n), finite, at least n + 1 rows: fewer always lie on a plane. Brought to the model's element type.
    /// </param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops between steps; the parameters then are those of the last step done.</param>
    /// <exception cref="ArgumentException">Data of a wrong shape, not finite or too few; or nothing to train.</exception>
    /// <exception cref="InvalidOperationException">
    /// The backend is to be <see cref="Backend.Fused"/>, and something in the way; the message says what.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ManifoldTrainingResult Train<TModel>(
        TModel model, Tensor data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
        where TModel : nn.Module, IManifold
    {
        ArgumentNullException.ThrowIfNull(model);
        var parameters = TrainableParameters.Of(model, frozen: null, nameof(model));
        var key = new RandomKey(options.Seed);
        if (TrainingBackend.IsFused<IManifoldTrainingKernelSource>(options.Backend, model, parameters))
        {
            return parameters[0].dtype == ScalarType.Float32
                ? TrainFused<float>((IManifoldTrainingKernelSource)model, model, parameters, data, key, progress, cancellationToken)
                : TrainFused<double>((IManifoldTrainingKernelSource)model, model, parameters, data, key, progress, cancellationToken);
        }

        using var points = new TrainingData(
            data,
            model.AmbientDimension,
            minimumRows: model.AmbientDimension + 1,
            options.BatchSize,
            key.Derive(ShufflePurpose),
            parameters[0]);
        using var optimizer = optim.Adam(parameters, options.LearningRate);
        using var gradients = set_grad_enabled(true);
        var losses = new List<ManifoldLoss>(options.Epochs);
        var directions = key.Derive(DirectionPurpose);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            using var shuffled = points.Shuffled(epoch);
            var (squares, penalties) = (0.0, 0.0);
            for (var batch = 0; batch < points.Batches; batch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var x = points.Batch(shuffled, batch);
                var (square, penalty) = Step(model, optimizer, x, directions, epoch);
                directions = directions.After(1);
                squares += square * x.shape[0];
                penalties += penalty * x.shape[0];
            }

            squares /= points.Rows;
            penalties /= points.Rows;
            losses.Add(new ManifoldLoss(squares + options.RankWeight * penalties, squares, penalties));
            progress?.Report(new TrainingProgress(TrainingPhase.Manifold, epoch + 1, options.Epochs, losses[^1].Total));
        }

        GC.KeepAlive(this);
        return new ManifoldTrainingResult(losses);
    }

    private (double SquaredValue, double RankPenalty) Step(
        IManifold model, Adam optimizer, Tensor x, RandomKey directions, int epoch)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var v = RandomTensors.UnitVectors(directions, x.shape[0], model.CodomainDimension, x.dtype, x.device);
        var (value, product) = model.ValueAndVjp(x, v);
        var square = value.Squared().sum(1).mean();
        var penalty = product.norm(dim: 1).neg().add(minSingularValue).relu().Squared().mean();
        var loss = square.add(penalty, rankWeight);
        var parts = HostTransfer.Read(stack([square, penalty]).detach());
        RequireFinite(parts[0], parts[1], epoch);
        loss.backward();
        optimizer.step();
        return (parts[0], parts[1]);
    }

    /// <summary>Raises an error where a step's loss is not finite.</summary>
    internal static void RequireFinite(double squaredValue, double rankPenalty, int epoch)
    {
        if (double.IsFinite(squaredValue) && double.IsFinite(rankPenalty))
            return;
        throw new TrainingDivergedException(
            $"The manifold's loss is not finite in epoch {epoch + 1}: mean |F|² = {squaredValue}, rank penalty = {rankPenalty}. "
            + "Lower the learning rate, scale the data to the order of one, or start from another seed.");
    }

    private ManifoldTrainingResult TrainFused<T>(
        IManifoldTrainingKernelSource source,
        IManifold model,
        Parameter[] trained,
        Tensor data,
        RandomKey key,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = source.UseManifoldTrainingKernel(new FusedManifoldTraining<T>
        {
            Options = options,
            Data = TrainingData.Checked(data, model.AmbientDimension, model.AmbientDimension + 1),
            Parameters = source.ManifoldTrainingParameters,
            Trained = trained,
            ShuffleKey = key.Derive(ShufflePurpose),
            DirectionKey = key.Derive(DirectionPurpose),
            Progress = progress,
            Cancellation = cancellationToken,
        });
        // Kernels read memory that the module owns.
        GC.KeepAlive(model);
        return result;
    }
}
