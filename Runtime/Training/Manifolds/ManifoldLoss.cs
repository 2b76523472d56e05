namespace DslManifolds.Training;

/// <summary>Parts of the loss of Eq. 3, and of what may be added to it.</summary>
/// <param name="Total">E‖F(x)‖² + α E(η − ‖vᵀJ‖)²₊ + γ E(1 − F(b))²₊.</param>
/// <param name="SquaredValue">E‖F(x)‖².</param>
/// <param name="RankPenalty">E(η − ‖vᵀJ‖)²₊, before the weight α.</param>
/// <param name="BorderPenalty">E(1 − F(b))²₊, before the weight γ; 0 without a <see cref="BorderHingeOptions"/>.</param>
public readonly record struct ManifoldLoss(double Total, double SquaredValue, double RankPenalty, double BorderPenalty = 0);
