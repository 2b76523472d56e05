using System.Numerics;
using DslManifolds.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Kernels.Generated;

/// <summary>Compares every method of a manifold's kernel with the tensors' methods of a model in double precision.</summary>
internal sealed record ManifoldKernelUse<T>(IManifold Reference, Tensor X, Tensor V, Tensor W, double Tolerance)
    : IManifoldKernelUser<T, bool>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public bool Use<TKernel>(TKernel kernel)
        where TKernel : struct, IManifoldKernel<T>
    {
        var (n, k) = (TKernel.AmbientDimension, TKernel.CodomainDimension);
        Assert.Equal((Reference.AmbientDimension, Reference.CodomainDimension), (n, k));
        var (x, v, w) = (X.to(float64), V.to(float64), W.to(float64));
        var value = Reference.Value(x);
        var (jvp, vjp, jacobian) = (Reference.Jvp(x, v), Reference.Vjp(x, w), Reference.Jacobian(x));
        var single = new Comparison<T>(TKernel.ScratchSize, Tolerance);
        single.Assert("Value", (a, r, s) => kernel.Value(a[0], r[0], s), [X], value);
        single.Assert("Jvp", (a, r, s) => kernel.Jvp(a[0], a[1], r[0], s), [X, V], jvp);
        single.Assert("Vjp", (a, r, s) => kernel.Vjp(a[0], a[1], r[0], s), [X, W], vjp);
        single.Assert("Gram", (a, r, s) => kernel.Gram(a[0], a[1], r[0], s), [X, W], Reference.Gram(x, w));
        single.Assert("Jacobian", (a, r, s) => kernel.Jacobian(a[0], r[0], s), [X], jacobian);
        single.Assert("ValueAndJvp", (a, r, s) => kernel.ValueAndJvp(a[0], a[1], r[0], r[1], s), [X, V], value, jvp);
        single.Assert("ValueAndVjp", (a, r, s) => kernel.ValueAndVjp(a[0], a[1], r[0], r[1], s), [X, W], value, vjp);
        single.Assert("ValueAndJacobian", (a, r, s) => kernel.ValueAndJacobian(a[0], r[0], r[1], s), [X], value, jacobian);
        return true;
    }
}

/// <summary>The same for the kernel of an energy.</summary>
internal sealed record EnergyKernelUse<T>(IEnergy Reference, Tensor X, double Tolerance) : IEnergyKernelUser<T, bool>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public bool Use<TKernel>(TKernel kernel)
        where TKernel : struct, IEnergyKernel<T>
    {
        Assert.Equal(Reference.AmbientDimension, TKernel.AmbientDimension);
        var x = X.to(float64);
        var (energy, gradient) = (Reference.Energy(x), Reference.EnergyGradient(x));
        var single = new Comparison<T>(TKernel.ScratchSize, Tolerance);
        single.Assert("Energy", (a, r, s) => kernel.Energy(a[0], r[0], s), [X], energy);
        single.Assert("EnergyGradient", (a, r, s) => kernel.EnergyGradient(a[0], r[0], s), [X], gradient);
        single.Assert("EnergyAndGradient", (a, r, s) => kernel.EnergyAndGradient(a[0], r[0], r[1], s), [X], energy, gradient);
        return true;
    }
}
