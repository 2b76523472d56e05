using System.ComponentModel;
using System.Numerics;
using TorchSharp.Modules;

namespace DslManifolds.Kernels;

/// <summary>An energy that has a kernel of its training (Eq. 5): every declared one that is no composition and has parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEnergyTrainingKernelSource
{
    /// <summary>The parameters in the order of the kernel's gradient.</summary>
    IReadOnlyList<Parameter> EnergyTrainingParameters { get; }

    /// <summary>Hands over the kernel, which reads the parameters in place, under its own type.</summary>
    /// <param name="user">What is done with it.</param>
    /// <exception cref="ArgumentException">The parameters are not on the CPU or not of the element type T.</exception>
    TResult UseEnergyTrainingKernel<T, TResult>(IEnergyTrainingKernelUser<T, TResult> user)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>What is done with the kernel of an energy's training: written once, compiled for each kernel.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEnergyTrainingKernelUser<T, TResult>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Uses the kernel.</summary>
    TResult Use<TKernel>(TKernel kernel)
        where TKernel : struct, IEnergyTrainingKernel<T>;
}
