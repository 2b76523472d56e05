using System.Collections.Immutable;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing.Expressions;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>
/// Reads [Manifold]: the two dimensions, and the function. Constraints have as many outputs as they return numbers; layers have the
/// outputs that the stated dimension still asks for.
/// </summary>
internal static class ManifoldParser
{
    public static ManifoldSpec? Parse(Declaration declaration, AttributeReader reader)
    {
        var type = declaration.Type;
        var ambient = AmbientParser.Parse(declaration, reader);
        var parameters = ParameterParser.Parse(declaration);
        var methods = OutputMethodParser.Find(type, TypeNames.ConstraintAttribute);
        var properties = parameters.Select(parameter => parameter.Property);
        var (layers, flow) = LayersOf(declaration);
        var hasLayers = layers is not null;
        var constrained = Constrained(methods);
        var dimension = methods.Count == 0
            ? StatedDimension(declaration, reader, ambient, layers)
            : ConstrainedDimension(declaration, reader, methods, ambient, constrained, layers);
        var parts = new List<PartSpec?>();
        if (flow is not null)
            parts.Add(CouplingFlowParser.Parse(declaration, flow, ambient, ambient - dimension - constrained));
        // A [Potential] by mistake has been reported as such.
        else if (hasLayers || (methods.Count == 0 && OutputMethodParser.Find(type, TypeNames.PotentialAttribute).Count == 0))
            parts.Add(MlpParser.Parse(declaration, reader, ambient, ambient - dimension - constrained, "[Constraint]"));
        if (methods.Count > 0)
            parts.Add(ExpressionParser.Constraints(declaration, methods, properties, ambient, isWhole: !hasLayers));
        if (declaration.HasErrors)
            return null;
        var function = Function(ambient!.Value, parts, parameters.Select(parameter => parameter.Spec));
        return new ManifoldSpec(TypeShapeParser.Spec(type), ambient.Value, dimension!.Value, function);
    }

    internal static FunctionSpec OfPart(int inputs, PartSpec part) => Function(inputs, [part], []);

    internal static FunctionSpec Function(int inputs, IEnumerable<PartSpec?> parts, IEnumerable<ParameterSpec> parameters)
        => new(inputs, new EquatableArray<PartSpec>(parts.Select(part => part!)), new EquatableArray<ParameterSpec>(parameters));

    /// <summary>Number of outputs of constraints, as their types say; null where one has another type.</summary>
    private static int? Constrained(IEnumerable<IMethodSymbol> methods)
        => methods.Select(OutputMethodParser.Outputs).Aggregate((int?)0, (sum, outputs) => sum + outputs);

    /// <summary>The attribute that gives layers, as messages call it, and its reader where it is that of a flow.</summary>
    private static (string? Name, AttributeReader? Flow) LayersOf(Declaration declaration)
    {
        var flow = AttributeReader.Find(declaration.Type, TypeNames.CouplingFlowAttribute, declaration.Cancellation);
        if (AttributeReader.Find(declaration.Type, TypeNames.MlpAttribute, declaration.Cancellation) is null)
            return (flow is null ? null : "[CouplingFlow]", flow);
        if (flow is not null)
            declaration.Report(DiagnosticDescriptors.SeveralLayers, () => flow.Location, declaration.Type.Name);
        return ("[Mlp]", null);
    }

    private static int? StatedDimension(Declaration declaration, AttributeReader reader, int? ambient, string? layers)
    {
        var type = declaration.Type;
        if (reader.Named<int>("Dimension") is not { } dimension)
        {
            // Without layers either, what the type lacks is a function, and that is said elsewhere.
            if (layers is not null)
                declaration.Report(DiagnosticDescriptors.DimensionMissing, () => reader.Location, type.Name, layers);
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

    /// <summary>The dimension where there are constraints: without layers it follows from them.</summary>
    private static int? ConstrainedDimension(
        Declaration declaration, AttributeReader reader, IReadOnlyList<IMethodSymbol> methods, int? ambient, int? constrained, string? layers)
    {
        var type = declaration.Type;
        var hasLayers = layers is not null;
        var stated = reader.Named<int>("Dimension");
        if (hasLayers && stated is null)
        {
            declaration.Report(DiagnosticDescriptors.DimensionMissing, () => reader.Location, type.Name, layers!);
            return null;
        }

        if (ambient is not { } n || constrained is not { } outputs)
            return null;
        // Layers have one output at least.
        var largest = n - outputs - (hasLayers ? 1 : 0);
        if (largest < 0)
        {
            declaration.Report(
                DiagnosticDescriptors.TooManyConstraints,
                () => UserSource.LocationOf(methods[methods.Count - 1]),
                type.Name,
                outputs,
                n,
                hasLayers ? $", with one output of {layers} at least" : "");
            return null;
        }

        if (stated is { } given && (given < 0 || given > largest || (!hasLayers && given < largest)))
        {
            var isOne = !hasLayers || largest == 0;
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (isOne)
                properties = properties.Add(DiagnosticProperties.Dimension, $"{largest}");
            declaration.Report(
                DiagnosticDescriptors.DimensionContradicted,
                properties,
                () => reader.NamedLocation("Dimension"),
                type.Name,
                given,
                n,
                outputs,
                isOne ? $"{largest}" : $"0 to {largest}, with one output of {layers} at least");
            return null;
        }

        var dimension = stated ?? largest;
        if (dimension == 0 && !hasLayers)
            declaration.Report(DiagnosticDescriptors.ConstrainedPoints, () => reader.Location, type.Name, n);
        return dimension;
    }
}
