using DslManifolds.Solvers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>The steps of <see cref="QuadratureTrainer"/> by libtorch.</summary>
internal sealed class TorchLikelihood(IEnergy energy, Parameter[] parameters, TrainingData points, QuadratureTrainerOptions options)
    : LikelihoodSteps
{
    private readonly Adam optimizer = optim.Adam(parameters, options.LearningRate);
    private readonly List<Tensor> kept = [];
    private Tensor? shuffled;

    /// <inheritdoc/>
    public override int Rows => points.Rows;

    /// <inheritdoc/>
    public override int Batches => points.Batches;

    /// <inheritdoc/>
    public override void Shuffle(int epoch)
    {
        shuffled?.Dispose();
        shuffled = points.Shuffled(epoch).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override int CountOf(int batch) => Math.Min(options.BatchSize, Rows - batch * options.BatchSize);

    /// <inheritdoc/>
    public override double Step(int batch, ReadOnlySpan<double> nodes, double weight, double learningRate)
    {
        using var gradients = set_grad_enabled(true);
        using var scope = NewDisposeScope();
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = learningRate;
        optimizer.zero_grad();
        var x = points.Batch(shuffled!, batch);
        var rows = x.shape[0];

        // Both in one forward pass.
        var energies = energy.Energy(cat([x, Tensor(nodes)], 0));
        var mean = energies.narrow(0, 0, rows).mean();
        var logSum = energies.narrow(0, rows, energies.shape[0] - rows).neg().logsumexp(0);
        var parts = HostTransfer.Read(stack([mean, logSum]).detach());
        mean.add(logSum).backward();
        var norm = nn.utils.clip_grad_norm_(parameters, options.GradientNormLimit);
        var logNormalizer = parts[1] + Math.Log(weight);
        RequireFinite(parts[0], logNormalizer, norm);
        optimizer.step();
        return parts[0] + logNormalizer;
    }

    /// <inheritdoc/>
    public override void Energies(double[] at, double[] values)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        HostTransfer.Read(energy.Energy(Tensor(at)), values);
    }

    /// <inheritdoc/>
    public override void Keep()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        if (kept.Count == 0)
            kept.AddRange(parameters.Select(parameter => parameter.detach().clone().DetachFromDisposeScope()));
        for (var i = 0; i < parameters.Length; i++)
            kept[i].copy_(parameters[i]);
    }

    /// <inheritdoc/>
    public override void Restore()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < parameters.Length; i++)
            parameters[i].copy_(kept[i]);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        shuffled?.Dispose();
        foreach (var tensor in kept)
            tensor.Dispose();
        optimizer.Dispose();
        points.Dispose();
    }

    private Tensor Tensor(ReadOnlySpan<double> rows)
    {
        var ambient = energy.AmbientDimension;
        return HostTransfer.Write(rows, rows.Length / ambient, ambient, ScalarType.Float64, CPU)
            .to(parameters[0].dtype, parameters[0].device);
    }
}
