using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes a composite's module: it holds its operands and computes F and E from theirs.</summary>
internal static class CompositeEmitter
{
    public static void Emit(SourceWriter writer, CompositeSpec spec)
    {
        // First, since only the bodies know which constants they use.
        var module = TorchModule.Of(spec.Operands.Select(OperandMembers.Property));
        var bodies = new SourceWriter();
        foreach (var function in Functions(spec))
            TorchMethodEmitter.Emit(bodies, function with { Graph = CallFusion.Apply(function.Graph) }, module);
        CompositeViewEmitter.Emit(bodies, spec, module);

        writer.Summary(CompositionText.Summary(spec));
        DimensionEmitter.Attributes(writer, spec.Shape);
        using (writer.Block($"partial class {TypeEmitter.Escaped(spec.Type.Name)} : {string.Join(", ", Bases(spec))}"))
        {
            var operands = new OperandMembers(writer, spec.Type, spec.Operands, CompositionText.Roles(spec));
            operands.Field();
            if (module.UsesConstants)
                ConstantsEmitter.Emit(writer, module.Matrices);
            operands.Properties();
            if (CompositeViewEmitter.IsNormalized(spec))
                CompositeViewEmitter.Normalization(writer, spec);
            operands.Constructors();
            DimensionEmitter.All(writer, spec.Shape);
            DimensionEmitter.Forward(writer, spec.Shape.HasEnergy ? "Energy" : "Value");
            writer.Line(bodies.ToString().TrimEnd('\n'));
            operands.Disposal();
        }
    }

    private static IEnumerable<string> Bases(CompositeSpec spec)
        =>
        [
            TypeNames.Module,
            $"{ModelMembers.Contract(spec.Kind)}<{TypeEmitter.Escaped(spec.Type.Name)}>",
            .. CompositeViewEmitter.Contracts(spec),
        ];

    private static IEnumerable<TorchFunction> Functions(CompositeSpec spec)
    {
        var value = spec.Shape.HasManifold ? TorchFunctions.OfManifold(CompositionGraph.Value(spec)) : [];
        var energy = CompositionGraph.HasEnergy(spec) ? TorchFunctions.OfEnergy(CompositionGraph.Energy(spec)) : [];
        return value.Concat(energy);
    }
}
