namespace DslManifolds.Generator.Models;

/// <summary>One affine layer of a function.</summary>
/// <param name="Index">Place among the affine layers.</param>
/// <param name="Position">Place in the equivalent sequential module; its name there and in weight files.</param>
internal sealed record LayerSpec(int Index, int Position, int Inputs, int Outputs)
{
    /// <summary>Name of the field that holds the layer.</summary>
    public string Field => $"layer{Index}";
}
