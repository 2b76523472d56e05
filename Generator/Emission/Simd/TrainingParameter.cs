using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>A parameter's place in the gradient of a training kernel.</summary>
/// <param name="Name">Its name in graphs.</param>
/// <param name="Tensor">The expression that reads its tensor in the module.</param>
/// <param name="Rows">Its rows; 1 for a vector or a number.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Start">Place of its first number in the gradient.</param>
internal sealed record TrainingParameter(string Name, string Tensor, int Rows, int Columns, int Start)
{
    public int Count => Rows * Columns;

    /// <summary>The parameters of a function, in the order of the gradient: that of the module.</summary>
    public static IReadOnlyList<TrainingParameter> Of(FunctionSpec function)
    {
        var parameters = new List<TrainingParameter>();
        foreach (var layer in function.Layers)
        {
            Add($"{layer.Position}.weight", $"{layer.Field}.Weight", layer.Outputs, layer.Inputs);
            Add($"{layer.Position}.bias", $"{layer.Field}.Bias", 1, layer.Outputs);
        }

        foreach (var number in function.Parameters)
            Add(number.Name, $"{number.Field}.Tensor", 1, 1);
        return parameters;

        void Add(string name, string tensor, int rows, int columns)
            => parameters.Add(new TrainingParameter(name, tensor, rows, columns, parameters.Sum(parameter => parameter.Count)));
    }
}
