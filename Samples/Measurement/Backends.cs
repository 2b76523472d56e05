using DslManifolds.Training;

namespace DslManifolds.Samples.Measurement;

/// <summary>The backends that are measured side by side.</summary>
internal static class Backends
{
    /// <summary>Those that step chains, the fastest first.</summary>
    public static IReadOnlyList<Backend> Sampling { get; } = [Backend.Fused, Backend.Torch];

    /// <summary>Those that train, the fastest first.</summary>
    public static IReadOnlyList<Backend> Training { get; } = [Backend.Fused, Backend.Torch];

    /// <summary>A backend's name in reports.</summary>
    public static string Name(Backend backend) => backend.ToString().ToLowerInvariant();

    /// <summary>The same training by a backend.</summary>
    public static ManifoldTrainerOptions On(this ManifoldTrainerOptions options, Backend backend) => options with { Backend = backend };

    /// <inheritdoc cref="On(ManifoldTrainerOptions, Backend)"/>
    public static EnergyTrainerOptions On(this EnergyTrainerOptions options, Backend backend) =>
        options with { Backend = backend, Sampler = options.Sampler with { Backend = backend, Threads = 1 } };
}
