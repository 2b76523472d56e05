using System.ComponentModel;
using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>
/// Eq. 5 with its gradient in the parameters: L = Σ w (s E(x) + β E(x)²), s = 1 for data and −1 for samples of the model.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEnergyTrainingKernel<T> : ITrainingKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The loss of a vector of points, and the factors of its gradient.</summary>
    /// <param name="x">Points: n components.</param>
    /// <param name="weight">w of each point; 0 for one that only fills the vector up.</param>
    /// <param name="sign">s of each point.</param>
    /// <param name="energyWeight">β, in every lane.</param>
    /// <param name="energy">w E.</param>
    /// <param name="squaredEnergy">w E².</param>
    /// <param name="factors">The factors.</param>
    /// <param name="scratch">Scratch memory.</param>
    void LossAndFactors(
        Lanes<T> x,
        Lanes<T> weight,
        Lanes<T> sign,
        Lanes<T> energyWeight,
        Lanes<T> energy,
        Lanes<T> squaredEnergy,
        Lanes<T> factors,
        Lanes<T> scratch);
}
