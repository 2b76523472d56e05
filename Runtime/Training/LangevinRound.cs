namespace DslManifolds.Training;

/// <summary>Epochs of energy training with chains of one length.</summary>
/// <param name="Epochs">Passes over the data.</param>
/// <param name="Steps">Langevin steps of each chain, for each training step.</param>
public sealed record LangevinRound(int Epochs, int Steps);
