using System.Numerics;

namespace DslManifolds.Solvers.Fused;

/// <summary><see cref="ConjugateGradientsOptions"/> in the element type, for a number of unknowns.</summary>
internal readonly struct LaneConjugateGradientsSettings<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Settings for k unknowns.</summary>
    public LaneConjugateGradientsSettings(ConjugateGradientsOptions options, int unknowns)
    {
        var tolerance = options.RelativeTolerance ?? (typeof(T) == typeof(double) ? 1e-12 : 1e-6);
        SquaredTolerance = T.CreateTruncating(tolerance * tolerance);
        IterationLimit = options.IterationLimit ?? 2 * unknowns + 2;
        Noise = (T.BitIncrement(T.One) - T.One) * T.CreateTruncating(unknowns);
    }

    /// <summary>Square of the tolerance on ‖r‖ / ‖b‖.</summary>
    public T SquaredTolerance { get; }

    /// <summary>Most iterations of a lane.</summary>
    public int IterationLimit { get; }

    /// <summary>Rounding errors, relative.</summary>
    public T Noise { get; }
}
