using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samplers.Fused;

/// <summary>Chains in lanes; the tensor of their points is made when asked for.</summary>
internal sealed class FusedState<T>(FusedChains<T> chains, bool hasEnergies) : ILangevinChains
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Tensor? points;

    /// <inheritdoc/>
    public Tensor Points => points ??= Read();

    /// <inheritdoc/>
    public int Count => chains.Chains;

    /// <inheritdoc/>
    public int AmbientDimension => chains.AmbientDimension;

    /// <inheritdoc/>
    public bool HasEnergies => hasEnergies;

    /// <summary>The chains.</summary>
    public FusedChains<T> Chains => chains;

    /// <summary>Forgets the tensor: the chains are about to move on.</summary>
    public void ForgetPoints()
    {
        points?.Dispose();
        points = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ForgetPoints();
        chains.Dispose();
    }

    private Tensor Read()
    {
        var result = empty([Count, AmbientDimension], FusedTensors.Type<T>(), CPU).DetachFromDisposeScope();
        chains.CopyTo(FusedTensors.Numbers<T>(result));
        return result;
    }
}
