using System.ComponentModel;
using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>E and its gradient, for one sample in each lane. The rules are those of <see cref="IManifoldKernel{T}"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEnergyKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Ambient dimension n.</summary>
    static abstract int AmbientDimension { get; }

    /// <summary>Vectors of scratch memory that a call needs at most.</summary>
    static abstract int ScratchSize { get; }

    /// <summary>E(x): one component.</summary>
    void Energy(Lanes<T> x, Lanes<T> energy, Lanes<T> scratch);

    /// <summary>∇E(x).</summary>
    void EnergyGradient(Lanes<T> x, Lanes<T> gradient, Lanes<T> scratch);

    /// <summary>E(x) and ∇E(x), with one forward pass.</summary>
    void EnergyAndGradient(Lanes<T> x, Lanes<T> energy, Lanes<T> gradient, Lanes<T> scratch);
}
