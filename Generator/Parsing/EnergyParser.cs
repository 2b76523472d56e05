using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing.Expressions;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Energy]: the ambient dimension, and a function with one output, layers or a potential.</summary>
internal static class EnergyParser
{
    public static EnergySpec? Parse(Declaration declaration, AttributeReader reader)
    {
        var type = declaration.Type;
        var ambient = AmbientParser.Parse(declaration, reader);
        var parameters = ParameterParser.Parse(declaration);
        var potentials = OutputMethodParser.Find(type, TypeNames.PotentialAttribute);
        var layers = AttributeReader.Find(type, TypeNames.MlpAttribute, declaration.Cancellation);
        foreach (var potential in layers is null ? potentials.Skip(1) : potentials)
        {
            declaration.Report(
                DiagnosticDescriptors.SeveralFunctions,
                () => UserSource.LocationOf(potential),
                type.Name,
                layers is null ? $"the potential '{potentials[0].Name}'" : "[Mlp]",
                potential.Name);
        }

        PartSpec? part = null;
        // A [Constraint] by mistake has been reported as such.
        if (layers is not null || (potentials.Count == 0 && OutputMethodParser.Find(type, TypeNames.ConstraintAttribute).Count == 0))
            part = MlpParser.Parse(declaration, reader, ambient, outputs: 1, "[Potential]");
        else if (potentials.Count > 0)
            part = ExpressionParser.Potential(declaration, potentials[0], parameters.Select(parameter => parameter.Property), ambient);
        if (declaration.HasErrors)
            return null;
        var function = ManifoldParser.Function(ambient!.Value, [part], parameters.Select(parameter => parameter.Spec));
        return new EnergySpec(TypeShapeParser.Spec(type), ambient.Value, function);
    }
}
