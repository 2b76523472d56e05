using DslManifolds.Geometry;
using DslManifolds.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Samples of a pushforward model: Langevin dynamics of codes, uniform at the start, in a latent box; then f.</summary>
/// <remarks>
/// The paper runs ε = 0.5, s = 10 and a clamp of 0.03, which samples another density than e^(−E) (see <see cref="LangevinDynamicsOptions"/>),
/// and clamps codes to the box; here moves out of it are rejected. Few axes and a box make the Metropolis correction cheap.
/// </remarks>
public sealed class PushforwardLangevin
{
    private const ulong StartPurpose = 0;
    private const ulong ChainPurpose = 1;

    private readonly IPushforwardModel model;
    private readonly Box latentBox;
    private readonly LangevinDynamics chains;
    private readonly ScalarType elementType;
    private readonly Device device;

    /// <summary>A sampler of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="latentBox">Where chains start and live, such as <see cref="LatentBox.Of"/>.</param>
    /// <param name="options">
    /// Settings of the chains, whose box is set by the sampler. Null for ones that suit the box, however large an encoder has made it: ε a
    /// twentieth of its shortest side, ∇E clamped so that the drift is at most ε/2 on each axis, and the Metropolis correction, with which
    /// e^(−E) is sampled exactly all the same. In 400 steps such a chain wanders as far as that side is long.
    /// </param>
    /// <param name="elementType">Element type that the model works in.</param>
    /// <param name="device">Device that the model works on; the CPU where null.</param>
    /// <exception cref="ArgumentException">Dimensions differ, or a setting makes no sense.</exception>
    public PushforwardLangevin(
        IPushforwardModel model,
        Box latentBox,
        LangevinDynamicsOptions? options = null,
        ScalarType elementType = ScalarType.Float32,
        Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(latentBox);
        this.model = model;
        this.latentBox = latentBox;
        this.elementType = elementType;
        this.device = device ?? CPU;
        chains = new LangevinDynamics(model.LatentEnergy, (options ?? Suited(latentBox)) with { Box = latentBox });
    }

    /// <summary>Draws samples.</summary>
    /// <param name="count">How many.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="key">Names the random numbers.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="InvalidOperationException">
    /// The backend is to be <see cref="Backend.Fused"/>, and something in the way; the message says what.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PushforwardSamples Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var start = BoxNoise.Draw(latentBox, key.Derive(StartPurpose), count, elementType, device);
        var run = chains.Run(start, steps, key.Derive(ChainPurpose), cancellationToken);
        return new PushforwardSamples(
            model.Decoder.Decode(run.Points).MoveToOuterDisposeScope(), run.Points.MoveToOuterDisposeScope(), run.Counts);
    }

    private static LangevinDynamicsOptions Suited(Box box)
    {
        var noiseScale = box.Upper.Zip(box.Lower, (upper, lower) => upper - lower).Min() / 20;
        return new LangevinDynamicsOptions { NoiseScale = noiseScale, GradientClamp = 1 / noiseScale, Metropolis = true };
    }
}
