using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>
/// Where a batch of chains is, with what has been computed there. A step uses a state up and returns the next one.
/// </summary>
public sealed class LangevinState : IDisposable
{
    private ILangevinChains? content;

    internal LangevinState(ILangevinChains content) => this.content = content;

    /// <summary>Points, (batch, n), on the manifold and finite. Owned by the state.</summary>
    public Tensor Points => Content.Points;

    /// <summary>Number of chains.</summary>
    public int Chains => Content.Count;

    internal ILangevinChains Content => content ?? throw new ObjectDisposedException(
        nameof(LangevinState), "This state was used up by a step, or disposed; go on from the state which that step returned.");

    /// <summary>Disposes what it holds.</summary>
    public void Dispose()
    {
        content?.Dispose();
        content = null;
    }

    /// <summary>Hands over what the state holds; it is used up.</summary>
    internal void Release() => content = null;
}
