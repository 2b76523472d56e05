using System.Collections.Concurrent;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DslManifolds.Kernels;

/// <summary>Tables of numbers that generated kernels read as they read weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConstantWeights
{
    // Kernels hold addresses alone: a table stays where it is for as long as the process runs.
    private static readonly ConcurrentBag<Array> Held = [];

    /// <summary>A table, made once for each type of kernel and kept for good.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="numbers">The numbers.</param>
    public static unsafe Weights<T> Pinned<T>(params ReadOnlySpan<double> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var table = GC.AllocateUninitializedArray<T>(numbers.Length, pinned: true);
        for (var i = 0; i < table.Length; i++)
            table[i] = T.CreateTruncating(numbers[i]);
        Held.Add(table);
        return new Weights<T>(Unsafe.AsPointer(ref table[0]));
    }
}
