namespace DslManifolds.Training;

/// <summary>Parts of the loss of contrastive divergence.</summary>
/// <param name="Total">E E(x⁺) − E E(x⁻) + β E(E(x⁺)² + E(x⁻)²).</param>
/// <param name="PositiveEnergy">Mean energy of the data x⁺.</param>
/// <param name="NegativeEnergy">Mean energy of the samples x⁻.</param>
/// <param name="SquaredEnergy">E(E(x⁺)² + E(x⁻)²), before the weight β.</param>
public readonly record struct EnergyLoss(double Total, double PositiveEnergy, double NegativeEnergy, double SquaredEnergy);
