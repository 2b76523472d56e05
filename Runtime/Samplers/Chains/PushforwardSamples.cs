using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Samples of a pushforward model.</summary>
/// <param name="Points">f(z), (count, n). Owned by this result.</param>
/// <param name="Codes">z, where the chains ended, (count, m). Owned by this result.</param>
/// <param name="Counts">The outcomes of all steps of all chains, counted.</param>
public sealed record PushforwardSamples(Tensor Points, Tensor Codes, LangevinCounts Counts) : IDisposable
{
    /// <summary>Disposes both tensors.</summary>
    public void Dispose()
    {
        Points.Dispose();
        Codes.Dispose();
    }
}
