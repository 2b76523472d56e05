using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>Which parameters of a model a trainer moves.</summary>
internal static class TrainableParameters
{
    /// <summary>The parameters of a module that require gradients, without those of another one.</summary>
    /// <param name="module">The module to train.</param>
    /// <param name="frozen">What must not move, where it is a module.</param>
    /// <param name="name">Name of the argument in errors.</param>
    public static Parameter[] Of(nn.Module module, object? frozen, string name)
    {
        var excluded = frozen is nn.Module other && !ReferenceEquals(other, module)
            ? other.parameters().Select(parameter => parameter.Handle).ToHashSet()
            : [];
        var parameters = module.parameters()
            .Where(parameter => parameter.requires_grad && !excluded.Contains(parameter.Handle))
            .ToArray();
        if (parameters.Length == 0)
        {
            throw new ArgumentException(
                $"{module.GetType().Name} has no parameter that requires a gradient: there is nothing to train.", name);
        }

        return parameters;
    }
}
