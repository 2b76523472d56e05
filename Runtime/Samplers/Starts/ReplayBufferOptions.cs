namespace DslManifolds.Samplers;

/// <summary>Settings of <see cref="ReplayBuffer"/>; the defaults are the paper's (appendix A.2).</summary>
public sealed record ReplayBufferOptions
{
    /// <summary>Most points held. Default 1,000.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>Probability that a chain starts from a fresh point, not from the buffer. Default 0.05.</summary>
    public double FreshShare { get; init; } = 0.05;

    /// <summary>Largest |F_i| of a point held. Default 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Capacity, nameof(Capacity));
        if (!(FreshShare >= 0 && FreshShare <= 1))
            throw new ArgumentOutOfRangeException(nameof(FreshShare), FreshShare, "The share must be between 0 and 1.");
        if (!(Tolerance > 0 && double.IsFinite(Tolerance)))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "The tolerance must be positive and finite.");
    }
}
