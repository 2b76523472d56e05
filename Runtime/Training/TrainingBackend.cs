using DslManifolds.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>Which backend trains a model.</summary>
internal static class TrainingBackend
{
    /// <summary>Whether fused kernels train a model: where it has one of a kind, and its parameters are ones that kernels can read.</summary>
    /// <typeparam name="TSource">What gives the kernel.</typeparam>
    /// <param name="backend">What is asked for.</param>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="InvalidOperationException">Fused kernels are asked for, and something is in the way.</exception>
    public static bool IsFused<TSource>(Backend backend, nn.Module model, Parameter[] parameters)
    {
        if (backend == Backend.Torch)
            return false;
        var obstacle = Obstacle<TSource>(backend, model, parameters);
        if (obstacle is not null && backend == Backend.Fused)
        {
            throw new InvalidOperationException(
                $"The fused backend cannot train {model.GetType().Name}: {obstacle} Choose the backend Auto or Torch, or remove the "
                + "obstacle.");
        }

        return obstacle is null;
    }

    /// <summary>Raises an error for a number that names no backend.</summary>
    public static void Validate(Backend backend, string name)
    {
        if (!Enum.IsDefined(backend))
            throw new ArgumentOutOfRangeException(name, backend, "The backend is Auto, Fused or Torch.");
    }

    private static string? Obstacle<TSource>(Backend backend, nn.Module model, Parameter[] parameters)
    {
        if (model is not TSource)
            return "it has no kernel of its training; compositions, and types that are not declared, train through libtorch.";
        var type = parameters[0].dtype;
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
            return $"its parameters are of {type}, and kernels are for Float32 and Float64.";
        foreach (var parameter in model.parameters())
        {
            if (parameter.dtype != type)
                return "its parameters have several element types.";
            if (parameter.device_type != DeviceType.CPU || !parameter.is_contiguous())
                return "its parameters are not all on the processor and contiguous.";
        }

        return backend == Backend.Auto ? KernelAdvantage.Obstacle(model) : null;
    }
}
