using System.Numerics;
using System.Runtime.CompilerServices;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>
/// Where the chains of a block are: the frame at their points, and with the Metropolis correction E and its force there.
/// </summary>
internal readonly struct FusedPlace<T, TRetraction>(Lanes<T> memory)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRetraction : struct, IFusedRetraction<T, TRetraction>
{
    /// <summary>Vectors of a place.</summary>
    public static int Size => TRetraction.FrameSize + 1 + TRetraction.AmbientDimension;

    /// <summary>All its vectors.</summary>
    public Lanes<T> Memory => memory;

    /// <summary>The frame.</summary>
    public Lanes<T> Frame
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory;
    }

    /// <summary>x, with which the frame begins.</summary>
    public Lanes<T> Points
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory;
    }

    /// <summary>E.</summary>
    public Lanes<T> Energy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory.From(TRetraction.FrameSize);
    }

    /// <summary>Tangent part of the clamped ∇E.</summary>
    public Lanes<T> Force
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory.From(TRetraction.FrameSize + 1);
    }
}
