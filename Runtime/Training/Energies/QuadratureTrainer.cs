using System.Numerics;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Training.Fused;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>
/// Learns an energy on a curve or surface by maximum likelihood: minimises, by Adam,
/// <code>
/// L = E E(x) + log Z,  Z = Σ_j w_j e^(−E(c_j))
/// </code>
/// with x from the data and nodes c_j of weights w_j on a mesh of the manifold, drawn anew at each step.
/// </summary>
/// <remarks>
/// On a manifold of dimension 1 or 2 the normalising constant is a sum that can be computed, and nothing has to be sampled: no chain that
/// is biased or does not mix, no clamp, no weight on the energies' squares. The components of a union get their right shares, since one sum goes
/// over all of them. Not part of the paper, which trains by contrastive divergence (<see cref="EnergyTrainer"/>) in every dimension.
/// The nodes lie on the flat simplices of the mesh: its cells should be smaller than what the density is to show. Backends take the
/// same steps from the same random numbers.
/// </remarks>
public sealed class QuadratureTrainer
{
    private const ulong ShufflePurpose = 0;
    private const ulong NodePurpose = 1;

    private readonly QuadratureTrainerOptions options;

    /// <summary>A trainer.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public QuadratureTrainer(QuadratureTrainerOptions? options = null)
    {
        this.options = options ?? new QuadratureTrainerOptions();
        this.options.Validate();
    }

    /// <summary>Trains an energy on points, from the parameters it has.</summary>
    /// <typeparam name="TEnergy">A declared energy: a module too.</typeparam>
    /// <param name="mesh">The manifold that carries the density: segments or triangles (<see cref="LevelSet"/>).</param>
    /// <param name="energy">Its parameters are moved in place.</param>
    /// <param name="data">(rows, n), finite, on the manifold or near it. Brought to the energy's element type.</param>
    /// <param name="validation">
    /// (rows, n), finite: after each epoch the mean of E + log Z is computed over these points, with Z by the midpoint rule on the whole
    /// mesh, and the energy ends with the parameters for which it was least. Null to keep the last ones.
    /// </param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops between steps; the parameters then are those of the last step done.</param>
    /// <exception cref="ArgumentException">
    /// Points of a wrong shape, not finite or none; a mesh of another dimension, or without length or area; or nothing to train.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The backend is to be <see cref="Backend.Fused"/>, and something in the way; the message says what.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The likelihood or its gradient is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public QuadratureTrainingResult Train<TEnergy>(
        SimplicialMesh mesh,
        TEnergy energy,
        Tensor data,
        Tensor? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TEnergy : nn.Module, IEnergy
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(energy);
        if (mesh.AmbientDimension != energy.AmbientDimension)
        {
            throw new ArgumentException(
                $"The mesh lies in ℝ^{mesh.AmbientDimension}, the energy in ℝ^{energy.AmbientDimension}.", nameof(mesh));
        }

        var parameters = TrainableParameters.Of(energy, frozen: null, nameof(energy));
        var key = new RandomKey(options.Seed);
        var nodes = new MeshNodes(mesh, options.Nodes, key.Derive(NodePurpose));
        var check = validation is null ? null : new LikelihoodCheck(mesh, TrainingData.Checked(validation, mesh.AmbientDimension, 1));
        using var steps = Steps(energy, parameters, data, key.Derive(ShufflePurpose));
        StartingWeights.ScaleFirstMatrix(parameters, options.FirstLayerScale);
        var result = Train(steps, nodes, check, progress, cancellationToken);
        // Kernels read memory that the module owns.
        GC.KeepAlive(energy);
        return result;
    }

    private QuadratureTrainingResult Train(
        LikelihoodSteps steps,
        MeshNodes nodes,
        LikelihoodCheck? check,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var rate = new ScheduledRate(options.LearningRate, options.Schedule, (long)options.Epochs * steps.Batches);
        var epochs = new List<LikelihoodEpoch>(options.Epochs);
        var (step, kept, best) = (0UL, 0, double.PositiveInfinity);
        while (epochs.Count < options.Epochs && !(epochs.Count - kept >= options.Patience && check is not null))
        {
            steps.Shuffle(epochs.Count);
            var sum = 0.0;
            for (var batch = 0; batch < steps.Batches; batch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sum += steps.CountOf(batch) * steps.Step(batch, nodes.Draw(step), nodes.Weight, rate.At((long)step));
                step++;
            }

            var reached = check?.Of(steps);
            epochs.Add(new LikelihoodEpoch(sum / steps.Rows, reached));
            if (reached < best)
            {
                (kept, best) = (epochs.Count, reached.Value);
                steps.Keep();
            }

            progress?.Report(new TrainingProgress(TrainingPhase.Energy, epochs.Count, options.Epochs, epochs[^1].Training));
        }

        if (kept > 0)
            steps.Restore();
        return new QuadratureTrainingResult(epochs, kept > 0 ? kept : epochs.Count);
    }

    private LikelihoodSteps Steps<TEnergy>(TEnergy energy, Parameter[] parameters, Tensor data, RandomKey shuffleKey)
        where TEnergy : nn.Module, IEnergy
    {
        if (!TrainingBackend.IsFused<IEnergyTrainingKernelSource>(options.Backend, energy, parameters))
        {
            var points = new TrainingData(
                data, energy.AmbientDimension, minimumRows: 1, options.BatchSize, shuffleKey, parameters[0]);
            return new TorchLikelihood(energy, parameters, points, options);
        }

        var rows = TrainingData.Checked(data, energy.AmbientDimension, minimumRows: 1);
        return parameters[0].dtype == ScalarType.Float32
            ? Fused<float>((IEnergyTrainingKernelSource)energy, parameters, rows, shuffleKey)
            : Fused<double>((IEnergyTrainingKernelSource)energy, parameters, rows, shuffleKey);
    }

    private LikelihoodSteps Fused<T>(IEnergyTrainingKernelSource source, Parameter[] trained, double[] rows, RandomKey shuffleKey)
        where T : unmanaged, IFloatingPointIeee754<T> => source.UseEnergyTrainingKernel(new FusedLikelihoodBinding<T>(
            (IEnergyKernelSource)source,
            new ParameterVector<T>(source.EnergyTrainingParameters, trained),
            rows,
            options,
            shuffleKey));
}
