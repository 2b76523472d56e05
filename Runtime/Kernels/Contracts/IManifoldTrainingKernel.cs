using System.ComponentModel;
using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>
/// Eq. 3 with its gradient in the parameters: L = Σ w (‖F(x)‖² + α (η − ‖u‖)²₊), u = J(x)ᵀ v, the sum over samples. For points on the
/// border of a box, where F is to be 1 or more, (1 − F(x))²₊ stands in the place of ‖F(x)‖².
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IManifoldTrainingKernel<T> : ITrainingKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of outputs k of F.</summary>
    static abstract int CodomainDimension { get; }

    /// <summary>The loss of a vector of samples, and the factors of its gradient.</summary>
    /// <param name="x">Points: n components.</param>
    /// <param name="v">Unit vectors: k components. Not read where k is 1, since v is ±1 then.</param>
    /// <param name="weight">w of each sample; 0 for one that only fills the vector up.</param>
    /// <param name="minSingularValue">η, in every lane.</param>
    /// <param name="rankWeight">α, in every lane.</param>
    /// <param name="border">
    /// 1 in every lane for points on the border of a box, 0 for data. Not read where k is above 1, which has no border to speak of.
    /// </param>
    /// <param name="squaredValue">w ‖F‖², or w (1 − F)²₊ on a border.</param>
    /// <param name="rankPenalty">w (η − ‖u‖)²₊.</param>
    /// <param name="factors">The factors.</param>
    /// <param name="scratch">Scratch memory.</param>
    void LossAndFactors(
        Lanes<T> x,
        Lanes<T> v,
        Lanes<T> weight,
        Lanes<T> minSingularValue,
        Lanes<T> rankWeight,
        Lanes<T> border,
        Lanes<T> squaredValue,
        Lanes<T> rankPenalty,
        Lanes<T> factors,
        Lanes<T> scratch);
}
