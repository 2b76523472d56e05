using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>
/// Arithmetic whose scalars outlive the call. TorchSharp turns a number into a <see cref="Scalar"/> for one call and does not keep it
/// alive during that call; when another thread starts a garbage collection just then, the finalizer frees it under the call, which
/// fails or computes with another number. Sums and squares are affected too: TorchSharp writes them as x + 1·y and x².
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SafeArithmetic
{
    /// <summary>1.</summary>
    public static readonly Scalar One = 1.0;

    /// <summary>−1.</summary>
    public static readonly Scalar MinusOne = -1.0;

    /// <summary>2.</summary>
    public static readonly Scalar Two = 2.0;

    /// <summary>−2.</summary>
    public static readonly Scalar MinusTwo = -2.0;

    /// <summary>0.</summary>
    public static readonly Scalar Zero = 0.0;

    /// <summary>NaN.</summary>
    public static readonly Scalar NotANumber = double.NaN;

    /// <summary>x + y, fresh.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y.</param>
    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>x², entry by entry, fresh.</summary>
    /// <param name="x">x.</param>
    public static Tensor Squared(this Tensor x) => x.mul(x);
}
