namespace DslManifolds.Generator.Models;

/// <summary>A function of a point of ℝⁿ: its parts' outputs, stacked, and the numbers that can be trained besides layers.</summary>
internal sealed record FunctionSpec(int Inputs, EquatableArray<PartSpec> Parts, EquatableArray<ParameterSpec> Parameters)
{
    public int Outputs => Parts.Sum(part => part.Outputs);

    /// <summary>The affine layers, first to last: at most one part has some.</summary>
    public IEnumerable<LayerSpec> Layers => Parts.SelectMany(part => part.Layers);
}
