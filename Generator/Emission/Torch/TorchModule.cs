using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// What the bodies of a generated module find in it: its parameters, and the constants, of which it takes note as bodies ask for them.
/// </summary>
internal sealed class TorchModule
{
    private readonly Dictionary<string, string> parameters = [];
    private readonly Dictionary<string, string> transposed = [];
    private readonly List<ConstantMatrix> matrices = [];

    /// <summary>A parameter, whose element type and device arguments must have; null where there is none.</summary>
    public string? Reference { get; private set; }

    /// <summary>Expressions that read its operands.</summary>
    public IReadOnlyList<string> Operands { get; private init; } = [];

    /// <summary>Whether a body uses constants.</summary>
    public bool UsesConstants { get; set; }

    /// <summary>The matrices that bodies use, in the order of their places.</summary>
    public IReadOnlyList<ConstantMatrix> Matrices => matrices;

    /// <summary>A module with the layers and numbers of a function.</summary>
    public static TorchModule Of(FunctionSpec function)
    {
        var module = new TorchModule();
        foreach (var layer in function.Layers)
        {
            module.Add($"{layer.Position}.weight", $"{layer.Field}.Weight");
            module.Add($"{layer.Position}.bias", $"{layer.Field}.Bias");
            module.transposed.Add($"{layer.Position}.weight", $"{layer.Field}.WeightTransposed");
        }

        foreach (var parameter in function.Parameters)
            module.Add(parameter.Name, $"{parameter.Field}.Tensor");
        return module;
    }

    /// <summary>A composite.</summary>
    /// <param name="operands">Expressions that read its operands.</param>
    public static TorchModule Of(IEnumerable<string> operands) => new() { Operands = [.. operands] };

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name in graphs and in the module's state.</param>
    /// <param name="expression">The expression that reads its tensor.</param>
    public void Add(string name, string expression)
    {
        parameters.Add(name, expression);
        Reference ??= expression;
    }

    public string Parameter(string name) => parameters[name];

    /// <summary>A cached transposed view of a parameter for use without gradient mode.</summary>
    public string ParameterTransposed(string name) => transposed[name];

    /// <summary>Place of a matrix among the constants.</summary>
    public int Place(ConstantMatrix matrix)
    {
        var place = matrices.IndexOf(matrix);
        if (place >= 0)
            return place;
        matrices.Add(matrix);
        return matrices.Count - 1;
    }
}
