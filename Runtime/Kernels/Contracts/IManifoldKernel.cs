using System.ComponentModel;
using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>
/// F and the products of its Jacobian, for one sample in each lane. The generator writes a struct for every declared manifold, so that
/// code that is generic over it is compiled for it alone.
/// </summary>
/// <remarks>
/// Arguments are components in lanes: x and v have n, w and a value have k, a Jacobian k n, row by row. Results must not overlap
/// arguments or one another; <c>scratch</c> has room for <see cref="ScratchSize"/> vectors. Nothing is allocated. A lane's result
/// depends on that lane alone.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IManifoldKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Ambient dimension n.</summary>
    static abstract int AmbientDimension { get; }

    /// <summary>Number of outputs k of F.</summary>
    static abstract int CodomainDimension { get; }

    /// <summary>Vectors of scratch memory that a call needs at most.</summary>
    static abstract int ScratchSize { get; }

    /// <summary>F(x).</summary>
    void Value(Lanes<T> x, Lanes<T> value, Lanes<T> scratch);

    /// <summary>J(x) v.</summary>
    void Jvp(Lanes<T> x, Lanes<T> v, Lanes<T> product, Lanes<T> scratch);

    /// <summary>J(x)ᵀ w.</summary>
    void Vjp(Lanes<T> x, Lanes<T> w, Lanes<T> product, Lanes<T> scratch);

    /// <summary>J(x) J(x)ᵀ w.</summary>
    void Gram(Lanes<T> x, Lanes<T> w, Lanes<T> product, Lanes<T> scratch);

    /// <summary>J(x).</summary>
    void Jacobian(Lanes<T> x, Lanes<T> jacobian, Lanes<T> scratch);

    /// <summary>F(x) and J(x) v, with one forward pass.</summary>
    void ValueAndJvp(Lanes<T> x, Lanes<T> v, Lanes<T> value, Lanes<T> product, Lanes<T> scratch);

    /// <summary>F(x) and J(x)ᵀ w, with one forward pass.</summary>
    void ValueAndVjp(Lanes<T> x, Lanes<T> w, Lanes<T> value, Lanes<T> product, Lanes<T> scratch);

    /// <summary>F(x) and J(x), with one forward pass.</summary>
    void ValueAndJacobian(Lanes<T> x, Lanes<T> value, Lanes<T> jacobian, Lanes<T> scratch);
}
