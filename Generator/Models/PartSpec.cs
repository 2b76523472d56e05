namespace DslManifolds.Generator.Models;

/// <summary>One of the stacked parts of a function: layers, C# expressions, or a shape of any dimension.</summary>
internal abstract record PartSpec(int Outputs)
{
    /// <summary>Its affine layers, first to last.</summary>
    public virtual IEnumerable<LayerSpec> Layers => [];
}
