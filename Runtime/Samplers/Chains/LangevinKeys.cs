using DslManifolds.Kernels;

namespace DslManifolds.Samplers;

/// <summary>The families of random numbers of a step of <see cref="ConstrainedLangevin"/>, alike for every backend.</summary>
internal static class LangevinKeys
{
    private const ulong NoisePurpose = 0;
    private const ulong AcceptancePurpose = 1;

    /// <summary>Names the noise r₀.</summary>
    public static RandomKey Noise(RandomKey key) => key.Derive(NoisePurpose) with { Step = key.Step, Chain = key.Chain };

    /// <summary>Names the uniforms of the Metropolis correction.</summary>
    public static RandomKey Acceptance(RandomKey key) =>
        key.Derive(AcceptancePurpose) with { Step = key.Step, Chain = key.Chain };
}
