namespace DslManifolds.Samplers;

/// <summary>What one step of a batch of chains gives.</summary>
/// <param name="State">Where the chains are now.</param>
/// <param name="Outcomes">How the step ended for each chain.</param>
/// <param name="Counts">The outcomes, counted.</param>
public sealed record LangevinStep(LangevinState State, IReadOnlyList<StepOutcome> Outcomes, LangevinCounts Counts);
