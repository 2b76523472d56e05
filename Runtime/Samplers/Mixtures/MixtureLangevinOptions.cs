using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Settings of <see cref="MixtureLangevin"/>.</summary>
public sealed record MixtureLangevinOptions
{
    /// <summary>
    /// Settings of every chain; its box is set by the sampler. Default: the defaults with the Metropolis correction on, so that
    /// exp(−E) is sampled exactly.
    /// </summary>
    public ConstrainedLangevinOptions Langevin { get; init; } = new() { Metropolis = true };

    /// <summary>
    /// Cells along each axis of the grid by which the shares of unnormalised components are integrated; see <see
    /// cref="Geometry.NormalizingConstantOptions.CellsPerAxis"/>.
    /// </summary>
    public int? CellsPerAxis { get; init; }

    /// <summary>Element type of the samples, the one that the model works in. Default: Float32.</summary>
    public ScalarType ElementType { get; init; } = ScalarType.Float32;

    /// <summary>Device of the samples; the CPU where null, the default.</summary>
    public Device? Device { get; init; }
}
