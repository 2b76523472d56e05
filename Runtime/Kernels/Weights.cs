using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Kernels;

/// <summary>
/// A tensor's numbers, row by row, read in place: what an optimizer writes into the tensor is read at once. It does not keep the tensor
/// alive; a kernel is used for as long as its module is held and not moved to another element type or device.
/// </summary>
/// <typeparam name="T">float or double: the tensor's element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Weights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* first;

    /// <summary>Numbers at an address.</summary>
    public Weights(void* first) => this.first = (T*)first;

    /// <summary>The numbers of a tensor.</summary>
    /// <param name="tensor">On the CPU, contiguous, with the element type T.</param>
    /// <exception cref="ArgumentException">The tensor is none of that.</exception>
    public Weights(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var type = typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;
        if (tensor.dtype != type || tensor.device_type != DeviceType.CPU || !tensor.is_contiguous())
        {
            throw new ArgumentException(
                $"A kernel of {type} cannot read a tensor of {tensor.dtype} on {tensor.device} (it must be contiguous and on the CPU).",
                nameof(tensor));
        }

        first = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
    }

    /// <summary>A number in every lane.</summary>
    public Vector512<T> this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(first[index]);
    }

    /// <summary>A number in every lane of half a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector256<T> Half(int index) => Vector256.Create(first[index]);

    /// <summary>The numbers from one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Weights<T> From(int index) => new(first + index);

    /// <summary>The numbers themselves, to read or write.</summary>
    public Span<T> Numbers(int count) => new(first, count);
}
