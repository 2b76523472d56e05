using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// Vectors in memory, one for each component: element j of vector i is component i of the sample in lane j. Nothing is checked
/// and nothing owned: whoever allocated the memory sees to both.
/// </summary>
/// <typeparam name="T">float, 16 lanes to a vector, or double, 8.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Lanes<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector512<T>* first;

    /// <summary>Lanes at an address, aligned to 64 bytes.</summary>
    public Lanes(void* first) => this.first = (Vector512<T>*)first;

    /// <summary>Samples side by side in one vector.</summary>
    public static int Count => Vector512<T>.Count;

    /// <summary>The vector of a component.</summary>
    public ref Vector512<T> this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref first[index];
    }

    /// <summary>The components from one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<T> From(int index) => new(first + index);

    /// <summary>The elements of some vectors, one behind another.</summary>
    public Span<T> Elements(int vectors) => new(first, vectors * Vector512<T>.Count);
}
