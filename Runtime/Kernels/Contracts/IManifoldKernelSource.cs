using System.ComponentModel;
using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>A manifold that has a kernel: every declared one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IManifoldKernelSource
{
    /// <summary>Hands over the kernel, which reads the parameters in place, under its own type.</summary>
    /// <param name="user">What is done with it.</param>
    /// <exception cref="ArgumentException">The parameters are not on the CPU or not of the element type T.</exception>
    TResult UseManifoldKernel<T, TResult>(IManifoldKernelUser<T, TResult> user)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>What is done with a manifold's kernel: written once, compiled for each kernel.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IManifoldKernelUser<T, TResult>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Uses the kernel.</summary>
    TResult Use<TKernel>(TKernel kernel)
        where TKernel : struct, IManifoldKernel<T>;
}
