using System.Numerics;
using System.Runtime.CompilerServices;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>
/// Where the chains of a block are: the frame at their points, and with the Metropolis correction E and its force there.
/// </summary>
internal readonly struct FusedPlace<T, TManifold>(Lanes<T> memory)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TManifold : struct, IManifoldKernel<T>
{
    /// <summary>Vectors of a place.</summary>
    public static int Size => FusedFrame<T, TManifold>.Size + 1 + TManifold.AmbientDimension;

    /// <summary>All its vectors.</summary>
    public Lanes<T> Memory => memory;

    /// <summary>The frame.</summary>
    public FusedFrame<T, TManifold> Frame
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(memory);
    }

    /// <summary>E.</summary>
    public Lanes<T> Energy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory.From(FusedFrame<T, TManifold>.Size);
    }

    /// <summary>Tangent part of the clamped ∇E.</summary>
    public Lanes<T> Force
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory.From(FusedFrame<T, TManifold>.Size + 1);
    }
}
