using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Manifold]: the two dimensions, and the function that has one output for each missing one.</summary>
internal static class ManifoldParser
{
    public static ManifoldSpec? Parse(Declaration declaration, AttributeReader reader)
    {
        var ambient = AmbientParser.Parse(declaration, reader);
        var dimension = Dimension(declaration, reader, ambient);
        var mlp = MlpParser.Parse(declaration, reader, ambient, ambient - dimension);
        return declaration.HasErrors ? null : new ManifoldSpec(TypeShapeParser.Spec(declaration.Type), ambient!.Value, dimension!.Value, OfPart(ambient.Value, mlp!));
    }

    internal static FunctionSpec OfPart(int inputs, PartSpec part)
        => new(inputs, new EquatableArray<PartSpec>([part]), EquatableArray<ParameterSpec>.Empty);

    private static int? Dimension(Declaration declaration, AttributeReader reader, int? ambient)
    {
        var type = declaration.Type;
        if (reader.Named<int>("Dimension") is not { } dimension)
        {
            declaration.Report(DiagnosticDescriptors.DimensionMissing, () => reader.Location, type.Name);
            return null;
        }

        if (dimension < 0 || dimension >= ambient)
        {
            declaration.Report(
                DiagnosticDescriptors.DimensionRange,
                () => reader.NamedLocation("Dimension"),
                type.Name,
                dimension,
                ambient is { } n ? $"{n - 1}" : "the ambient dimension less 1",
                ambient is { } m ? $"{m}" : "n");
            return null;
        }

        return dimension;
    }
}
