using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Energy]: the ambient dimension, and a function with one output.</summary>
internal static class EnergyParser
{
    public static EnergySpec? Parse(Declaration declaration, AttributeReader reader)
    {
        var ambient = AmbientParser.Parse(declaration, reader);
        var mlp = MlpParser.Parse(declaration, reader, ambient, outputs: 1);
        return declaration.HasErrors ? null : new EnergySpec(TypeShapeParser.Spec(declaration.Type), ambient!.Value, ManifoldParser.OfPart(ambient.Value, mlp!));
    }
}
