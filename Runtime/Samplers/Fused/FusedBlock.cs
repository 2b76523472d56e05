using System.Numerics;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>Working memory of one thread: two places, which take turns, and what a step needs besides.</summary>
internal readonly struct FusedBlock<T, TRetraction, TEnergy>(Lanes<T> memory)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRetraction : struct, IFusedRetraction<T, TRetraction>
    where TEnergy : struct, IEnergyKernel<T>
{
    /// <summary>Vectors of the working memory.</summary>
    public static int Size => ScratchOffset + Math.Max(TRetraction.ScratchSize, TEnergy.ScratchSize);

    private static int PlaceSize => FusedPlace<T, TRetraction>.Size;

    private static int Ambient => TRetraction.AmbientDimension;

    private static int MovedOffset => 2 * PlaceSize;

    private static int ScratchOffset => MovedOffset + 4 * Ambient + TRetraction.ArrivalSize;

    /// <summary>One place.</summary>
    public FusedPlace<T, TRetraction> First => new(memory);

    /// <summary>The other place.</summary>
    public FusedPlace<T, TRetraction> Second => new(memory.From(PlaceSize));

    /// <summary>Tangent part of the move: noise, and without the Metropolis correction the drift.</summary>
    public Lanes<T> Moved => memory.From(MovedOffset);

    /// <summary>∇E, later the whole displacement and the point that it leads to.</summary>
    public Lanes<T> Origin => memory.From(MovedOffset + Ambient);

    /// <summary>Tangent part, at x′, of the way back to x.</summary>
    public Lanes<T> Back => memory.From(MovedOffset + 2 * Ambient);

    /// <summary>Where that leads to, off the manifold.</summary>
    public Lanes<T> BackOrigin => memory.From(MovedOffset + 3 * Ambient);

    /// <summary>Where the step back ends, with what the retraction computes there.</summary>
    public Lanes<T> Returned => memory.From(MovedOffset + 4 * Ambient);

    /// <summary>Scratch memory of kernels and solvers.</summary>
    public Lanes<T> Scratch => memory.From(ScratchOffset);
}
