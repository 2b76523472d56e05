using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>Takes the kernel of an energy's training: with that of the energy the steps of <see cref="QuadratureTrainer"/> are whole.</summary>
/// <param name="energies">The energy.</param>
/// <param name="parameters">All parameters, in the order of the kernel, and those that are trained.</param>
/// <param name="data">The points, row-major, finite.</param>
/// <param name="options">Settings.</param>
/// <param name="shuffleKey">Names the shuffles.</param>
/// <typeparam name="T">float or double: the element type of the parameters.</typeparam>
internal sealed class FusedLikelihoodBinding<T>(
    IEnergyKernelSource energies,
    ParameterVector<T> parameters,
    double[] data,
    QuadratureTrainerOptions options,
    RandomKey shuffleKey)
    : IEnergyTrainingKernelUser<T, LikelihoodSteps>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public LikelihoodSteps Use<TKernel>(TKernel kernel)
        where TKernel : struct, IEnergyTrainingKernel<T> => new FusedLikelihood<T, TKernel>(
            kernel,
            energies.UseEnergyKernel(new KernelEnergies<T>.Binding()),
            parameters,
            new TrainingRows<T>(data, TKernel.AmbientDimension, options.BatchSize, shuffleKey),
            options);
}
