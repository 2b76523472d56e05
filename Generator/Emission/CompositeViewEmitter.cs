using System.Globalization;
using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>
/// Writes what samplers and quadrature ask of a composite with a manifold: the components of a union, the factors of a product,
/// the source of a transform and its map; and the energy of a union of models, which has one piece on each component.
/// </summary>
internal static class CompositeViewEmitter
{
    public const string NormalizationName = "Normalization";

    private const string Manifolds = $"{TypeNames.ReadOnlyList}<{TypeNames.IManifold}>";

    /// <summary>The interfaces of the composition, besides that of the kind.</summary>
    public static IEnumerable<string> Contracts(CompositeSpec spec)
    {
        if (!spec.Shape.HasManifold)
            return [];
        return spec.Composition switch
        {
            UnionSpec => [IsNormalized(spec) ? TypeNames.INormalizedUnion : TypeNames.IUnion],
            ProductSpec => [TypeNames.IProduct],
            IntersectionSpec => [],
            _ => [TypeNames.ITransformed],
        };
    }

    /// <summary>Whether the densities of a union of models are normalised each on its own manifold.</summary>
    public static bool IsNormalized(CompositeSpec spec)
        => spec is { Kind: ModelKind.ConstrainedModel, Composition: UnionSpec { Normalized: true } };

    /// <summary>Writes the property that holds the normalising constants.</summary>
    public static void Normalization(SourceWriter writer, CompositeSpec spec) => writer
        .Line()
        .Summary("The constants log Zᵢ of the components.")
        .Line(OperandMembers.Component("normalization"))
        .Line(TypeEmitter.GeneratedCode)
        .Line($"public {TypeNames.UnionNormalization} {NormalizationName} {{ get; }} = new({spec.Operands.Count});");

    public static void Emit(SourceWriter writer, CompositeSpec spec, TorchModule module)
    {
        if (!spec.Shape.HasManifold)
            return;
        switch (spec.Composition)
        {
            case UnionSpec union:
                if (spec.Shape.HasEnergy)
                    Energies(writer, spec);
                Property(writer, "The components.").Line($"public {Manifolds} Components => {Array(TypeNames.IManifold, spec)};");
                Property(writer, "The components' weights, adding up to 1.")
                    .Line($"public {TypeNames.ReadOnlyList}<double> Weights {{ get; }} "
                        + $"= new double[] {{ {string.Join(", ", union.Weights.Select(Number))} }};");
                break;
            case ProductSpec:
                Property(writer, "The factors.").Line($"public {Manifolds} Factors => {Array(TypeNames.IManifold, spec)};");
                break;
            case IntersectionSpec:
                break;
            default:
                Property(writer, "What is transformed.")
                    .Line($"public {TypeNames.IManifold} Source => {OperandMembers.Property(spec.Operands[0])};");
                TorchMethodEmitter.Emit(writer, Map(spec, "Map", "T(y)", "y", CompositionGraph.Map), module);
                TorchMethodEmitter.Emit(writer, Map(spec, "MapBack", "T⁻¹(x)", "x", CompositionGraph.MapBack), module);
                break;
        }
    }

    private static SourceWriter Property(SourceWriter writer, string summary)
        => writer.Line().Summary(summary).Line(TypeEmitter.GeneratedCode);

    private static TorchFunction Map(
        CompositeSpec spec,
        string name,
        string equation,
        string point,
        Func<GraphBuilder, CompositionSpec, NodeId, NodeId> append)
    {
        var n = spec.Shape.Ambient;
        var graph = new GraphBuilder();
        var input = new Input(point, n);
        var image = append(graph, spec.Composition, graph.Add(input));
        return new TorchFunction(
            name, $"{equation}: (batch, {n}) → (batch, {n}).", TypeNames.Tensor, [input], graph.Build(image), [OutputForm.AsIs]);
    }

    private static void Energies(SourceWriter writer, CompositeSpec spec)
    {
        var components = Array(TypeNames.IConstrainedModel, spec);
        var normalization = IsNormalized(spec) ? NormalizationName : "null";
        foreach (var (returns, name, _, summary) in ModelMembers.Functions(ModelKind.Energy))
        {
            var mixture = name == "EnergyGradient" ? "" : $"Weights, {normalization}, ";
            writer.Line().Summary(summary).Line(TypeEmitter.GeneratedCode);
            using (writer.Block($"public {returns} {name}({TypeNames.Tensor} x)"))
            {
                writer
                    .Line($"{TypeNames.Points}.Require(x, {spec.Shape.Ambient}, nameof(x));")
                    .Line($"return {TypeNames.UnionDensity}.{name}({components}, {mixture}x);");
            }
        }
    }

    private static string Array(string type, CompositeSpec spec)
        => $"new {type}[] {{ {string.Join(", ", spec.Operands.Select(OperandMembers.Property))} }}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
