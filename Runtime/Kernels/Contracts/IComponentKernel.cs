using System.ComponentModel;
using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>What a union asks of its components besides: how far a point is from each. Every generated kernel of a manifold has it.</summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IComponentKernel<T> : IManifoldKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Vectors of scratch memory that <see cref="SquaredDistance"/> needs.</summary>
    static abstract int DistanceScratchSize { get; }

    /// <summary>
    /// |J⁺ F|², the square of the Newton step of least norm; for a union that of its nearest component. Infinite where it is no number.
    /// </summary>
    void SquaredDistance(Lanes<T> x, Lanes<T> distance, Lanes<T> scratch);
}
