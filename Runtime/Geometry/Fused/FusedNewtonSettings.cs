using System.Numerics;
using DslManifolds.Solvers;

namespace DslManifolds.Geometry.Fused;

/// <summary><see cref="NewtonRetractionOptions"/> in the points' element type.</summary>
internal readonly struct FusedNewtonSettings<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Settings.</summary>
    public FusedNewtonSettings(NewtonRetractionOptions options)
    {
        var type = typeof(T) == typeof(float) ? TorchSharp.torch.ScalarType.Float32 : TorchSharp.torch.ScalarType.Float64;
        Tolerance = T.CreateTruncating(options.Tolerance ?? Arithmetic.ResidualTolerance(type));
        IterationLimit = options.IterationLimit;
        ShortestStep = T.CreateTruncating(Math.ScaleB(1, -options.HalvingLimit));
    }

    /// <summary>Largest |F_i| of a sample that has converged.</summary>
    public T Tolerance { get; }

    /// <summary>Most steps of a sample.</summary>
    public int IterationLimit { get; }

    /// <summary>Share of a Newton step below which it is not halved again.</summary>
    public T ShortestStep { get; }
}
