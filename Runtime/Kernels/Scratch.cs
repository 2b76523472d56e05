using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>Memory for lanes: aligned, outside the garbage collector's heap, freed when disposed. It starts as zeros.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class Scratch<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const nuint Alignment = 64;
    private void* memory;

    /// <summary>Memory for some vectors.</summary>
    public Scratch(int vectors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vectors);
        Vectors = vectors;
        var bytes = (nuint)Math.Max(vectors, 1) * (nuint)sizeof(Vector512<T>);
        memory = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(memory, bytes);
    }

    /// <summary>Frees what was not disposed.</summary>
    ~Scratch() => Free();

    /// <summary>Vectors that there is room for.</summary>
    public int Vectors { get; }

    /// <summary>The memory.</summary>
    public Lanes<T> Lanes => new(memory);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
    }
}
