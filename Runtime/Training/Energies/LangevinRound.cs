namespace DslManifolds.Training;

/// <summary>Epochs of energy training with chains of one kind.</summary>
/// <param name="Epochs">Passes over the data.</param>
/// <param name="Steps">Langevin steps of each chain, for each training step.</param>
/// <param name="StepSize">
/// Step size s of the round's chains; null, the default, for the sampler's. The paper's ambient model (Fig. 4) has s = ε², then 5, then 10.
/// </param>
public sealed record LangevinRound(int Epochs, int Steps, double? StepSize = null)
{
    /// <summary>Whether all numbers make sense.</summary>
    internal bool IsValid => Epochs >= 1 && Steps >= 1 && (StepSize is not { } step || (step >= 0 && double.IsFinite(step)));
}
