namespace DslManifolds.Training;

/// <summary>Parts of the loss of Eq. 3.</summary>
/// <param name="Total">E‖F(x)‖² + α E(η − ‖vᵀJ‖)²₊.</param>
/// <param name="SquaredValue">E‖F(x)‖².</param>
/// <param name="RankPenalty">E(η − ‖vᵀJ‖)²₊, before the weight α.</param>
public readonly record struct ManifoldLoss(double Total, double SquaredValue, double RankPenalty);
