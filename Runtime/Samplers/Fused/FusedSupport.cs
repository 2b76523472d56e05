using DslManifolds.Geometry;
using DslManifolds.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samplers.Fused;

/// <summary>Whether chains can be computed by generated kernels, and whether that is worth while.</summary>
internal static class FusedSupport
{
    /// <summary>What is in the way; null where nothing is.</summary>
    /// <remarks>Where the backend is to be chosen, also what makes libtorch faster is in the way.</remarks>
    public static string? Obstacle(IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options, Tensor x)
    {
        if (manifold is not (IManifoldKernelSource or EuclideanSpace))
            return $"the manifold ({manifold.GetType().Name}) has no kernels; only declared types have.";
        if (energy is not IEnergyKernelSource)
            return $"the energy ({energy.GetType().Name}) has no kernels; only declared types have.";
        if (x.dtype is not (ScalarType.Float32 or ScalarType.Float64))
            return $"the points are of {x.dtype}, and kernels are for Float32 and Float64.";
        if (x.device_type != DeviceType.CPU)
            return $"the points are on {x.device}, and kernels run on the processor.";
        if (options.Retraction is not (null or NewtonRetraction or LbfgsRetraction))
            return $"the retraction is {options.Retraction.GetType().Name}, and kernels know those of this library only.";
        return options.Backend == Backend.Auto ? KernelAdvantage.Obstacle(manifold, energy) : null;
    }

    /// <summary>The error where the fused backend was asked for.</summary>
    public static InvalidOperationException Error(string obstacle) =>
        new($"The fused backend cannot run these chains: {obstacle} Choose the backend Auto or Torch, or remove the obstacle.");
}
