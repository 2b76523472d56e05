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
/// zero. Gradients are not clipped. <see cref="ManifoldTrainerOptions.BorderHinge"/> adds a third term. Backends take the same steps from
/// the same random numbers, and may take turns. Seeds reproduce a run on one machine with one number of threads.
/// </remarks>
public sealed class ManifoldTrainer
{
    private const ulong ShufflePurpose = 0;
    private const ulong DirectionPurpose = 1;
    private const ulong BorderPurpose = 2;

    private readonly ManifoldTrainerOptions options;

    // Held for the trainer's life: a scalar made for one call can be finalized during the call.
    private readonly Scalar minSingularValue;
    private readonly Scalar rankWeight;
    private readonly Scalar borderWeight;
    private readonly Scalar one = 1;

    /// <summary>A trainer.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public ManifoldTrainer(ManifoldTrainerOptions? options = null)
    {
        this.options = options ?? new ManifoldTrainerOptions();
        this.options.Validate();
        minSingularValue = this.options.MinSingularValue;
        rankWeight = this.options.RankWeight;
        borderWeight = this.options.BorderHinge?.Weight ?? 0;
    }

    /// <summary>Trains a manifold on points, from the parameters it has.</summary>
    /// <typeparam name="TModel">A declared manifold: a module too.</typeparam>
    /// <param name="model">Its parameters are moved in place.</param>
    /// <param name="data">
    /// (rows, n), finite, at least n + 1 rows: fewer always lie on a plane. Brought to the model's element type.
    /// </param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops between steps; the parameters then are those of the last step done.</param>
    /// <exception cref="ArgumentException">
    /// Data of a wrong shape, not finite or too few; nothing to train; or a border hinge for several outputs or another dimension.
    /// </exception>
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
        var border = Border(model, key);
        if (TrainingBackend.IsFused<IManifoldTrainingKernelSource>(options.Backend, model, parameters))
        {
            return parameters[0].dtype == ScalarType.Float32
                ? TrainFused<float>((IManifoldTrainingKernelSource)model, model, parameters, data, key, border, progress, cancellationToken)
                : TrainFused<double>((IManifoldTrainingKernelSource)model, model, parameters, data, key, border, progress, cancellationToken);
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
        var rate = new ScheduledRate(options.LearningRate, options.Schedule, (long)options.Epochs * points.Batches);
        var losses = new List<ManifoldLoss>(options.Epochs);
        var directions = key.Derive(DirectionPurpose);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            using var shuffled = points.Shuffled(epoch);
            var sum = default(ManifoldLoss);
            for (var batch = 0; batch < points.Batches; batch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var x = points.Batch(shuffled, batch);
                rate.Apply(optimizer, (long)directions.Step);
                var loss = Step(model, optimizer, x, border, directions, epoch);
                directions = directions.After(1);
                sum = Accumulate(sum, loss, (double)x.shape[0] / points.Rows);
            }

            losses.Add(sum);
            progress?.Report(new TrainingProgress(TrainingPhase.Manifold, epoch + 1, options.Epochs, losses[^1].Total));
        }

        GC.KeepAlive(this);
        return new ManifoldTrainingResult(losses);
    }

    private ManifoldLoss Step(
        IManifold model, Adam optimizer, Tensor x, BorderPoints? border, RandomKey directions, int epoch)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var v = RandomTensors.UnitVectors(directions, x.shape[0], model.CodomainDimension, x.dtype, x.device);
        var (value, product) = model.ValueAndVjp(x, v);
        var square = value.Squared().sum(1).mean();
        var penalty = product.norm(dim: 1).neg().add(minSingularValue).relu().Squared().mean();
        var loss = square.add(penalty, rankWeight);
        var outside = border is null ? null : BorderPenalty(model, border, directions.Step, x);
        if (outside is not null)
            loss = loss.add(outside, borderWeight);
        var parts = HostTransfer.Read(stack(outside is null ? [square, penalty] : [square, penalty, outside]).detach());
        var values = Loss(parts[0], parts[1], parts.ElementAtOrDefault(2), epoch);
        loss.backward();
        optimizer.step();
        return values;
    }

    private BorderPoints? Border(IManifold model, RandomKey key)
    {
        if (options.BorderHinge is not { } hinge)
            return null;
        return model.CodomainDimension == 1
            ? new BorderPoints(hinge, key.Derive(BorderPurpose), model.AmbientDimension)
            : throw new ArgumentException(
                $"A border hinge is for manifolds of one output, since it asks for a sign; {model.GetType().Name} has "
                + $"{model.CodomainDimension}.",
                nameof(model));
    }

    /// <summary>E (1 − F(b))²₊.</summary>
    private Tensor BorderPenalty(IManifold model, BorderPoints border, ulong step, Tensor like)
    {
        var points = HostTransfer.Write(border.Draw(step), border.Count, model.AmbientDimension, ScalarType.Float64, CPU);
        var b = points.to(like.dtype, like.device);
        return model.Value(b).neg().add(one).relu().Squared().mean();
    }

    /// <summary>The parts of a step's loss, weighted and added up.</summary>
    /// <exception cref="TrainingDivergedException">One of them is not finite.</exception>
    internal ManifoldLoss Loss(double squaredValue, double rankPenalty, double borderPenalty, int epoch)
    {
        if (double.IsFinite(squaredValue) && double.IsFinite(rankPenalty) && double.IsFinite(borderPenalty))
        {
            var total = squaredValue + options.RankWeight * rankPenalty + (options.BorderHinge?.Weight ?? 0) * borderPenalty;
            return new ManifoldLoss(total, squaredValue, rankPenalty, borderPenalty);
        }

        throw new TrainingDivergedException(
            $"The manifold's loss is not finite in epoch {epoch + 1}: mean |F|² = {squaredValue}, rank penalty = {rankPenalty}, "
            + $"border penalty = {borderPenalty}. "
            + "Lower the learning rate, scale the data to the order of one, or start from another seed.");
    }

    /// <summary>Adds a share of a step's losses.</summary>
    internal static ManifoldLoss Accumulate(ManifoldLoss sum, ManifoldLoss loss, double share) => new(
        sum.Total + share * loss.Total,
        sum.SquaredValue + share * loss.SquaredValue,
        sum.RankPenalty + share * loss.RankPenalty,
        sum.BorderPenalty + share * loss.BorderPenalty);

    private ManifoldTrainingResult TrainFused<T>(
        IManifoldTrainingKernelSource source,
        IManifold model,
        Parameter[] trained,
        Tensor data,
        RandomKey key,
        BorderPoints? border,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = source.UseManifoldTrainingKernel(new FusedManifoldTraining<T>
        {
            Options = options,
            Loss = Loss,
            Border = border,
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
