using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Geometry.Fused;

/// <summary>ℝⁿ, n that of an energy's kernel: the manifold without an equation. There is nothing to compute.</summary>
internal readonly struct EuclideanKernel<T, TEnergy> : IManifoldKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TEnergy : struct, IEnergyKernel<T>
{
    /// <inheritdoc/>
    public static int AmbientDimension => TEnergy.AmbientDimension;

    /// <inheritdoc/>
    public static int CodomainDimension => 0;

    /// <inheritdoc/>
    public static int ScratchSize => 0;

    /// <inheritdoc/>
    public void Value(Lanes<T> x, Lanes<T> value, Lanes<T> scratch)
    {
    }

    /// <inheritdoc/>
    public void Jvp(Lanes<T> x, Lanes<T> v, Lanes<T> product, Lanes<T> scratch)
    {
    }

    /// <inheritdoc/>
    public void Vjp(Lanes<T> x, Lanes<T> w, Lanes<T> product, Lanes<T> scratch) => product.Elements(AmbientDimension).Clear();

    /// <inheritdoc/>
    public void Gram(Lanes<T> x, Lanes<T> w, Lanes<T> product, Lanes<T> scratch)
    {
    }

    /// <inheritdoc/>
    public void Jacobian(Lanes<T> x, Lanes<T> jacobian, Lanes<T> scratch)
    {
    }

    /// <inheritdoc/>
    public void ValueAndJvp(Lanes<T> x, Lanes<T> v, Lanes<T> value, Lanes<T> product, Lanes<T> scratch)
    {
    }

    /// <inheritdoc/>
    public void ValueAndVjp(Lanes<T> x, Lanes<T> w, Lanes<T> value, Lanes<T> product, Lanes<T> scratch) =>
        Vjp(x, w, product, scratch);

    /// <inheritdoc/>
    public void ValueAndJacobian(Lanes<T> x, Lanes<T> value, Lanes<T> jacobian, Lanes<T> scratch)
    {
    }
}
