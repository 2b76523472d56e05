using DslManifolds.Kernels;
using DslManifolds.Operators;
using DslManifolds.Solvers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>
/// Learns an encoder g and a decoder f from points together, plain or variational (Kingma and Welling, 2014): minimises, by Adam,
/// <code>
/// L = E ‖x − f(z)‖² + w E KL(q(z|x) ‖ N(0, I))
/// </code>
/// </summary>
/// <remarks>
/// A plain autoencoder, w = 0, has z = g(x), the mean of a distributed code too, and no second term: the reconstruction loss of section 2 of
/// the paper. A variational one has z = μ + σ r, r ~ N(0, I), one draw a point, and
/// KL = ½ Σᵢ (μᵢ² + σᵢ² − 1 − log σᵢ²). Squares are summed over coordinates, the divergence over the code's components, and both are
/// averaged over the batch's points. The paper does not say what its reconstruction term sums: with a mean over coordinates instead, w
/// would weigh n times as much.
/// <para>
/// A pushforward model is trained in two parts, as a constrained one is:
/// <code>
/// new AutoencoderTrainer().Train(model.Encoder, model.Decoder, data);
/// using var codes = model.Encoder.Encode(data);
/// var box = LatentBox.Of(codes);
/// new EnergyTrainer(new EnergyTrainerOptions(box)).Train(model.LatentEnergy, codes);
/// </code>
/// </para>
/// <para>
/// Steps are libtorch's, through autograd, on the module's device and in its element type: encoders and decoders have no fused training.
/// Shuffles and noise are functions of the seed.
/// </para>
/// </remarks>
public sealed class AutoencoderTrainer
{
    private const ulong ShufflePurpose = 0;
    private const ulong NoisePurpose = 1;

    private readonly AutoencoderTrainerOptions options;

    // Held for the trainer's life: a scalar made for one call can be finalized during the call.
    private readonly Scalar divergenceWeight;
    private readonly Scalar half = 0.5;

    /// <summary>A trainer.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public AutoencoderTrainer(AutoencoderTrainerOptions? options = null)
    {
        this.options = options ?? new AutoencoderTrainerOptions();
        this.options.Validate();
        divergenceWeight = this.options.DivergenceWeight;
    }

    private bool IsVariational => options.DivergenceWeight > 0;

    /// <summary>Trains an encoder and a decoder on points, from the parameters they have.</summary>
    /// <typeparam name="TEncoder">A declared encoder: a module too.</typeparam>
    /// <typeparam name="TDecoder">A declared decoder: a module too.</typeparam>
    /// <param name="encoder">Its parameters are moved in place.</param>
    /// <param name="decoder">Its parameters are moved in place.</param>
    /// <param name="data">(rows, n), finite. Brought to the modules' element type.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops between steps; the parameters then are those of the last step done.</param>
    /// <exception cref="ArgumentException">
    /// Data of a wrong shape, not finite or empty; unlike dimensions; nothing to train; or an objective with a divergence for an encoder that
    /// is not variational.
    /// </exception>
    /// <exception cref="TrainingDivergedException">The loss or its gradient is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AutoencoderTrainingResult Train<TEncoder, TDecoder>(
        TEncoder encoder,
        TDecoder decoder,
        Tensor data,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TEncoder : nn.Module, IEncoder
        where TDecoder : nn.Module, IDecoder
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        RequireMatch(encoder, decoder);
        var parameters = TrainableParameters.Of(encoder, frozen: null, nameof(encoder))
            .Concat(TrainableParameters.Of(decoder, frozen: null, nameof(decoder)))
            .DistinctBy(parameter => parameter.Handle)
            .ToArray();
        var key = new RandomKey(options.Seed);
        using var points = new TrainingData(
            data, encoder.AmbientDimension, minimumRows: 1, options.BatchSize, key.Derive(ShufflePurpose), parameters[0]);
        using var optimizer = optim.Adam(parameters, options.LearningRate);
        using var gradients = set_grad_enabled(true);
        var losses = new List<AutoencoderLoss>(options.Epochs);
        var noise = key.Derive(NoisePurpose);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            using var shuffled = points.Shuffled(epoch);
            var (error, divergence) = (0.0, 0.0);
            for (var batch = 0; batch < points.Batches; batch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var x = points.Batch(shuffled, batch);
                var step = Step(encoder, decoder, optimizer, parameters, x, noise, epoch);
                noise = noise.After(1);
                error += step.SquaredError * x.shape[0] / points.Rows;
                divergence += step.Divergence * x.shape[0] / points.Rows;
            }

            losses.Add(new AutoencoderLoss(error + options.DivergenceWeight * divergence, error, divergence));
            progress?.Report(new TrainingProgress(TrainingPhase.Autoencoder, epoch + 1, options.Epochs, losses[^1].Total));
        }

        GC.KeepAlive(this);
        return new AutoencoderTrainingResult(losses);
    }

    private (double SquaredError, double Divergence) Step(
        IEncoder encoder, IDecoder decoder, Adam optimizer, Parameter[] parameters, Tensor x, RandomKey noise, int epoch)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var (code, divergence) = IsVariational ? Sample(encoder, x, noise) : (encoder.Encode(x), null);
        var error = decoder.Decode(code).sub(x).Squared().sum(1).mean();
        var loss = divergence is null ? error : error.add(divergence, divergenceWeight);
        var parts = HostTransfer.Read(stack([error, divergence ?? zeros_like(error)]).detach());
        loss.backward();
        var norm = nn.utils.clip_grad_norm_(parameters, options.GradientNormLimit);
        RequireFinite(parts[0], parts[1], norm, epoch);
        optimizer.step();
        return (parts[0], parts[1]);
    }

    /// <summary>One code for each point from its distribution, and the mean divergence of those.</summary>
    private (Tensor Code, Tensor? Divergence) Sample(IEncoder encoder, Tensor x, RandomKey noise)
    {
        var (mean, logVariance) = encoder.EncodeDistribution(x);
        var draws = RandomTensors.Normals(noise, x.shape[0], encoder.LatentDimension, x.dtype, x.device);
        var code = mean.Plus(logVariance.mul(half).exp().mul(draws));
        var terms = mean.Squared().Plus(logVariance.exp()).sub(logVariance).add(SafeArithmetic.MinusOne);
        return (code, terms.sum(1).mean().mul(half));
    }

    private void RequireMatch(IEncoder encoder, IDecoder decoder)
    {
        if ((encoder.AmbientDimension, encoder.LatentDimension) != (decoder.AmbientDimension, decoder.LatentDimension))
        {
            throw new ArgumentException(
                $"The encoder maps ℝ^{encoder.AmbientDimension} to ℝ^{encoder.LatentDimension}, the decoder ℝ^{decoder.LatentDimension} to "
                + $"ℝ^{decoder.AmbientDimension}; one must lead back from where the other leads to.",
                nameof(decoder));
        }

        if (IsVariational && !encoder.IsVariational)
        {
            throw new ArgumentException(
                "The weight of the divergence is not 0, but the encoder gives no distribution of codes. Declare it as variational, or set "
                + $"{nameof(AutoencoderTrainerOptions.DivergenceWeight)} to 0.",
                nameof(encoder));
        }
    }

    private static void RequireFinite(double error, double divergence, double norm, int epoch)
    {
        if (double.IsFinite(error) && double.IsFinite(divergence) && double.IsFinite(norm))
            return;
        throw new TrainingDivergedException(
            $"The autoencoder's loss is not finite in epoch {epoch + 1}: mean squared error = {error}, divergence = {divergence}, "
            + $"gradient norm = {norm}. Lower the learning rate, or scale the data to the order of one.");
    }
}
