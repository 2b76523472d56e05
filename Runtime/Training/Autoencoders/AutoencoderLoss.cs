namespace DslManifolds.Training;

/// <summary>Parts of the loss of an autoencoder.</summary>
/// <param name="Total">E ‖x − f(z)‖² + w E KL.</param>
/// <param name="SquaredError">E ‖x − f(z)‖²: summed over coordinates, averaged over points.</param>
/// <param name="Divergence">
/// E KL(q(z|x) ‖ N(0, I)): summed over the code's components, averaged over points, before the weight w; 0 for a plain autoencoder.
/// </param>
public readonly record struct AutoencoderLoss(double Total, double SquaredError, double Divergence);
