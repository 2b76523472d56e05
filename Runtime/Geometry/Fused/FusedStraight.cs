using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers.Fused;

namespace DslManifolds.Geometry.Fused;

/// <summary><see cref="StraightRetraction"/> in lanes: in ℝⁿ, n that of an energy's kernel, every point is on the manifold.</summary>
internal readonly struct FusedStraight<T, TEnergy> : IFusedRetraction<T, FusedStraight<T, TEnergy>>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TEnergy : struct, IEnergyKernel<T>
{
    /// <inheritdoc/>
    public static int AmbientDimension => TEnergy.AmbientDimension;

    /// <inheritdoc/>
    public static int FrameSize => AmbientDimension;

    /// <inheritdoc/>
    public static int ArrivalSize => AmbientDimension;

    /// <inheritdoc/>
    public static int ScratchSize => 0;

    /// <inheritdoc/>
    public FusedStraight<T, TEnergy> ForThread() => this;

    /// <inheritdoc/>
    public Vector512<T> At(Lanes<T> frame, Lanes<T> scratch) => Vector512<T>.Zero;

    /// <inheritdoc/>
    public void Prepare(Lanes<T> frame, Lanes<T> scratch)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Project(Lanes<T> frame, Lanes<T> v, Lanes<T> p, Lanes<T> scratch)
    {
        for (var i = 0; i < AmbientDimension; i++)
            p[i] = v[i];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneSolve Retract(Lanes<T> frame, Lanes<T> origin, Lanes<T> arrival, Lanes<T> scratch)
    {
        for (var i = 0; i < AmbientDimension; i++)
            arrival[i] = origin[i];
        return new LaneSolve(LaneMask.All<T>(), 0);
    }
}
