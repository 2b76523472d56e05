using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Operators;

namespace DslManifolds.Kernels;

/// <summary>What the kernel of a union of models needs: E(x) = Eᵢ(x) + log Zᵢ − log wᵢ for the component i that x lies on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UnionLanes
{
    /// <summary>log Zᵢ − log wᵢ.</summary>
    /// <param name="weight">wᵢ.</param>
    /// <param name="normalization">log Zᵢ; null for the unnormalised density.</param>
    /// <param name="component">i.</param>
    /// <exception cref="InvalidOperationException">The constants are not set.</exception>
    public static double Offset(double weight, UnionNormalization? normalization, int component)
        => (normalization?.Require()[component] ?? 0) - Math.Log(weight);

    /// <summary>Takes the smaller of two distances, and says in which lanes it is the other one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> TakeNearer<T>(Lanes<T> distance, Lanes<T> other)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var nearer = Vector512.LessThan(other[0], distance[0]);
        distance[0] = Vector512.ConditionalSelect(nearer, other[0], distance[0]);
        return nearer;
    }

    /// <summary>Takes over components in some lanes.</summary>
    /// <param name="where">The lanes.</param>
    /// <param name="other">Where from.</param>
    /// <param name="kept">Where to.</param>
    /// <param name="count">Number of components.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take<T>(Vector512<T> where, Lanes<T> other, Lanes<T> kept, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < count; i++)
            kept[i] = Vector512.ConditionalSelect(where, other[i], kept[i]);
    }

    /// <summary>Adds a number to one component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Shift<T>(Lanes<T> energy, double offset)
        where T : unmanaged, IFloatingPointIeee754<T>
        => energy[0] += VectorMath.Number<T>(offset);
}
