using System.ComponentModel;
using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>
/// A loss and its gradient in a module's own parameters. A step has two parts: for each vector of samples the factors of the gradient
/// are written side by side, in the memory of the batch, and then all of the batch is summed at once.
/// </summary>
/// <remarks>
/// The gradient of a matrix W in y = W x is Σ ȳ ⊗ x over the samples: ȳ and x are its factors. The sum runs over vectors first and over
/// lanes last, so that no parameter needs memory for each lane. The rules of <see cref="IManifoldKernel{T}"/> hold.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITrainingKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Ambient dimension n.</summary>
    static abstract int AmbientDimension { get; }

    /// <summary>Vectors of scratch memory that a call needs at most.</summary>
    static abstract int ScratchSize { get; }

    /// <summary>Factors of one sample: as many vectors of memory as each vector of samples needs.</summary>
    static abstract int FactorCount { get; }

    /// <summary>Numbers of all parameters together, those that no loss depends on among them.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Adds the sums over a batch to the gradient.</summary>
    /// <param name="factors">The factors of each vector of samples, one behind another.</param>
    /// <param name="vectors">How many vectors of samples.</param>
    /// <param name="gradient">Of the parameters, one behind another, each row by row.</param>
    void AddGradient(Lanes<T> factors, int vectors, Span<T> gradient);
}
