using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>Settings of a pushforward model: training, then what is drawn and measured.</summary>
/// <param name="Autoencoder">Training of encoder and decoder.</param>
/// <param name="Energy">Training of the energy of codes, in the box that they turn out to need.</param>
/// <param name="MeshCells">Cells along an axis of the mesh of the decoder's image.</param>
internal sealed record PushforwardSettings(
    AutoencoderTrainerOptions Autoencoder, Func<Box, EnergyTrainerOptions> Energy, int MeshCells)
{
    /// <summary>Samples to draw, one chain for each.</summary>
    public int SampleCount { get; init; } = 1000;

    /// <summary>Steps of each chain, from codes uniform in the box.</summary>
    public int SampleSteps { get; init; } = 500;

    /// <summary>ε of those chains, which have the Metropolis correction, as a share of the box's greatest width.</summary>
    public double SampleScale { get; init; } = 0.05;

    /// <summary>
    /// The paper's training of energies of codes: 60 steps with ε = 0.5, s = 10 and gradients clamped to 0.03, β = 0.1; and the
    /// average of the last quarter's weights.
    /// </summary>
    /// <param name="epochs">Epochs.</param>
    public static Func<Box, EnergyTrainerOptions> PaperEnergy(int epochs) => box => new EnergyTrainerOptions(box)
    {
        Rounds = [new LangevinRound(epochs, Steps: 60)],
        BatchSize = 100,
        Sampler = new() { NoiseScale = 0.5, StepSize = 10, GradientClamp = 0.03 },
        EnergyWeight = 0.1,
        AveragedShare = 0.25,
    };

    /// <summary>The settings with what the user chose: seed, backend and numbers of epochs.</summary>
    public PushforwardSettings For(RunSettings user) => this with
    {
        Autoencoder = Autoencoder with { Epochs = user.Epochs(Autoencoder.Epochs), Seed = (ulong)user.Seed },
        Energy = box => ConstrainedSettings.Chosen(Energy(box), user),
    };
}
