using System.Numerics;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Operators;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using DslManifolds.Training.Fused;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>
/// Learns an energy on a fixed manifold, or in all of ℝⁿ, from points by contrastive divergence (Eq. 5): minimises, by Adam,
/// <code>
/// L = E E(x⁺) − E E(x⁻) + β E(E(x⁺)² + E(x⁻)²)
/// </code>
/// with x⁺ from the data and x⁻ from Langevin chains of a few steps, constrained to the manifold, as many as there are x⁺.
/// </summary>
/// <remarks>
/// Chains start from a <see cref="ReplayBuffer"/> and end in it. The gradient's norm is limited. Both energies come from one
/// forward pass. The manifold's parameters stay as they are, also where manifold and energy are one module. Backends take the same steps
/// from the same random numbers, and may take turns. Seeds reproduce a run on one machine with one number of threads.
/// </remarks>
public sealed class EnergyTrainer
{
    private const ulong ShufflePurpose = 0;
    private const ulong NoisePurpose = 1;
    private const ulong BufferPurpose = 2;
    private const ulong ChainPurpose = 3;

    private readonly EnergyTrainerOptions options;

    // Held for the trainer's life: a scalar made for one call can be finalized during the call.
    private readonly Scalar doubledEnergyWeight;

    /// <summary>A trainer.</summary>
    /// <param name="options">Settings.</param>
    public EnergyTrainer(EnergyTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
        doubledEnergyWeight = 2 * options.EnergyWeight;
    }

    /// <summary>
    /// Trains an energy in ℝⁿ on points, from the parameters it has: an ambient model's, or that of codes of a pushforward model.
    /// </summary>
    /// <remarks>
    /// As on a manifold, but with the chains of <see cref="LangevinDynamics"/>; fresh ones start uniformly in the noise box. The sampler's
    /// limit on moves, its check by stepping back and its retraction mean nothing here and are left out of account; the density is that of
    /// e^(−E) in the box.
    /// </remarks>
    /// <inheritdoc cref="Train{TEnergy}(IManifold, TEnergy, Tensor, IProgress{TrainingProgress}, CancellationToken)"/>
    public EnergyTrainingResult Train<TEnergy>(
        TEnergy energy, Tensor data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
        where TEnergy : nn.Module, IEnergy
    {
        ArgumentNullException.ThrowIfNull(energy);
        return Train(new EuclideanSpace(energy.AmbientDimension), energy, data, progress, cancellationToken);
    }

    /// <summary>Trains an energy on points, from the parameters it has.</summary>
    /// <typeparam name="TEnergy">A declared energy: a module too.</typeparam>
    /// <param name="manifold">The manifold that carries the density; not changed.</param>
    /// <param name="energy">Its parameters are moved in place.</param>
    /// <param name="data">(rows, n), finite, on the manifold or near it. Brought to the energy's element type.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">
    /// Stops between chain steps; the parameters then are those of the last training step done.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Data of a wrong shape, not finite or empty; unlike dimensions; or nothing to train.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The manifold does not meet the noise box; or a backend is to be <see cref="Backend.Fused"/>, and something in the way.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or its gradient is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EnergyTrainingResult Train<TEnergy>(
        IManifold manifold,
        TEnergy energy,
        Tensor data,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TEnergy : nn.Module, IEnergy
    {
        ArgumentNullException.ThrowIfNull(manifold);
        ArgumentNullException.ThrowIfNull(energy);
        var parameters = TrainableParameters.Of(energy, manifold, nameof(energy));
        var samplers = options.Rounds.Select(round => Sampler(manifold, energy, round)).ToArray();
        var key = new RandomKey(options.Seed);
        if (TrainingBackend.IsFused<IEnergyTrainingKernelSource>(options.Backend, energy, parameters))
        {
            var source = (IEnergyTrainingKernelSource)energy;
            return parameters[0].dtype == ScalarType.Float32
                ? TrainFused<float>(source, manifold, energy, samplers, parameters, data, key, progress, cancellationToken)
                : TrainFused<double>(source, manifold, energy, samplers, parameters, data, key, progress, cancellationToken);
        }

        using var points = new TrainingData(
            data, manifold.AmbientDimension, minimumRows: 1, options.BatchSize, key.Derive(ShufflePurpose), parameters[0]);
        using var noise = Noise(manifold, key, parameters[0]);
        using var buffer = new ReplayBuffer(noise, key.Derive(BufferPurpose), options.Buffer);
        using var optimizer = optim.Adam(parameters, options.LearningRate);
        var rate = new ScheduledRate(options.LearningRate, options.Schedule, (long)options.TotalEpochs * points.Batches);
        using var average = new WeightAverage(parameters, options.TotalEpochs, options.AveragedShare);
        using var gradients = set_grad_enabled(true);
        var losses = new List<EnergyLoss>(options.TotalEpochs);
        var total = default(LangevinCounts);
        var chainKey = key.Derive(ChainPurpose);
        foreach (var (round, sampler) in options.Rounds.Zip(samplers))
        {
            for (var i = 0; i < round.Epochs; i++)
            {
                using var shuffled = points.Shuffled(losses.Count);
                var sum = default(EnergyLoss);
                var counts = default(LangevinCounts);
                for (var batch = 0; batch < points.Batches; batch++)
                {
                    using var positives = points.Batch(shuffled, batch);
                    using var starts = buffer.Draw((int)positives.shape[0]);
                    using var chains = sampler.Run(starts, round.Steps, chainKey, cancellationToken);
                    chainKey = chainKey.After((ulong)round.Steps);
                    counts += chains.Counts;
                    rate.Apply(optimizer, (long)losses.Count * points.Batches + batch);
                    var loss = Step(energy, optimizer, parameters, positives, chains.Points, losses.Count);
                    buffer.Add(chains.Points);
                    sum = Accumulate(sum, loss, (double)positives.shape[0] / points.Rows);
                }

                losses.Add(sum);
                total += counts;
                average.Add(losses.Count);
                progress?.Report(
                    new TrainingProgress(TrainingPhase.Energy, losses.Count, options.TotalEpochs, sum.Total, counts));
            }
        }

        average.Apply();
        GC.KeepAlive(this);
        return new EnergyTrainingResult(losses, total);
    }

    private EnergyLoss Step(
        IEnergy energy, Adam optimizer, Parameter[] parameters, Tensor positives, Tensor negatives, int epoch)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();

        // Rows 0 and 1: positives and negatives, as many of each.
        var energies = energy.Energy(cat([positives, negatives], 0)).view(2, -1);
        var means = energies.mean([1]);
        var square = energies.Squared().mean();
        var loss = means[0].sub(means[1]).add(square, doubledEnergyWeight);
        var parts = HostTransfer.Read(cat([means, square.view(1)], 0).detach());
        loss.backward();
        var norm = nn.utils.clip_grad_norm_(parameters, options.GradientNormLimit);
        RequireFinite(parts[0], parts[1], parts[2], norm, epoch);
        optimizer.step();
        return new EnergyLoss(
            parts[0] - parts[1] + 2 * options.EnergyWeight * parts[2], parts[0], parts[1], 2 * parts[2]);
    }

    /// <summary>Raises an error where a step's loss or its gradient is not finite.</summary>
    internal static void RequireFinite(double positive, double negative, double square, double norm, int epoch)
    {
        if (double.IsFinite(positive) && double.IsFinite(negative) && double.IsFinite(square) && double.IsFinite(norm))
            return;
        throw new TrainingDivergedException(
            $"The energy's loss is not finite in epoch {epoch + 1}: mean E(data) = {positive}, mean E(samples) = {negative}, "
            + $"gradient norm = {norm}. Lower the learning rate, raise the weight of the energies' squares, "
            + "or scale the data.");
    }

    /// <summary>Adds a share of a step's losses.</summary>
    internal static EnergyLoss Accumulate(EnergyLoss sum, EnergyLoss loss, double share) => new(
        sum.Total + share * loss.Total,
        sum.PositiveEnergy + share * loss.PositiveEnergy,
        sum.NegativeEnergy + share * loss.NegativeEnergy,
        sum.SquaredEnergy + share * loss.SquaredEnergy);

    private ConstrainedLangevin Sampler(IManifold manifold, IEnergy energy, LangevinRound round) => new(
        manifold,
        energy,
        options.Sampler with
        {
            StepSize = round.StepSize ?? options.Sampler.StepSize,
            Box = options.Sampler.Box ?? options.NoiseBox,
            Backend = Follow(options.Sampler.Backend),
        });

    private NoiseProjection Noise(IManifold manifold, RandomKey key, Parameter like)
    {
        var projection = options.Projection ?? new ManifoldProjectionOptions();
        return new NoiseProjection(
            manifold,
            options.NoiseBox,
            key.Derive(NoisePurpose),
            like.dtype,
            like.device,
            projection with { Backend = Follow(projection.Backend) });
    }

    /// <summary>The backend of a part that may choose: libtorch where the training is to be libtorch's.</summary>
    private Backend Follow(Backend part) => part == Backend.Auto && options.Backend == Backend.Torch ? Backend.Torch : part;

    private EnergyTrainingResult TrainFused<T>(
        IEnergyTrainingKernelSource source,
        IManifold manifold,
        IEnergy energy,
        ConstrainedLangevin[] samplers,
        Parameter[] trained,
        Tensor data,
        RandomKey key,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var points = TrainingData.Checked(data, manifold.AmbientDimension, minimumRows: 1);
        // Before the buffer, which is filled while their code is compiled.
        using var chains = new RoundChains<T>(manifold, energy, samplers, trained[0]);
        using var noise = Noise(manifold, key, trained[0]);
        using var buffer = new ReplayBuffer(noise, key.Derive(BufferPurpose), options.Buffer);
        var result = source.UseEnergyTrainingKernel(new FusedEnergyTraining<T>
        {
            Options = options,
            Data = points,
            Parameters = source.EnergyTrainingParameters,
            Trained = trained,
            ShuffleKey = key.Derive(ShufflePurpose),
            ChainKey = key.Derive(ChainPurpose),
            Chains = chains,
            Buffer = buffer,
            Progress = progress,
            Cancellation = cancellationToken,
        });
        // Kernels read memory that the modules own.
        GC.KeepAlive(manifold);
        GC.KeepAlive(energy);
        return result;
    }
}
