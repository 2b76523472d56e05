namespace DslManifolds.Generator.Models;

/// <summary>A declaration as the generator works on it: names and numbers only, no symbol, syntax or location.</summary>
internal abstract record ModelSpec(TypeSpec Type, ModelShape Shape)
{
    public ModelKind Kind => Shape.Kind;
}
