using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes a constrained model's module: it holds a manifold and an energy and forwards to them.</summary>
internal static class ConstrainedModelEmitter
{
    public static void Emit(SourceWriter writer, ConstrainedModelSpec spec)
    {
        var name = TypeEmitter.Escaped(spec.Type.Name);
        writer.Summary(
            $"Constrained model on a manifold of dimension {spec.Shape.Dimension} in ℝ{FunctionSummary.Superscript(spec.Shape.Ambient)}: "
            + $"p(x) ∝ e^(−E(x)) where F(x) = 0.");
        DimensionEmitter.Attributes(writer, spec.Shape);
        var contracts = $"{TypeNames.IConstrainedModel}<{name}>, {TypeNames.IPairedModel}";
        using (writer.Block($"partial class {name} : {TypeNames.Module}, {contracts}"))
        {
            var operands = new OperandMembers(
                writer, spec.Type, [spec.Manifold, spec.Energy], ["The manifold M = F⁻¹(0)", "The energy E"]);
            operands.Field();
            operands.Properties();
            operands.Constructors();
            DimensionEmitter.All(writer, spec.Shape);
            DimensionEmitter.Forward(writer, "Energy");
            foreach (var function in ModelMembers.Functions(ModelKind.Manifold))
                Forwarding(writer, function, spec.Manifold);
            foreach (var function in ModelMembers.Functions(ModelKind.Energy))
                Forwarding(writer, function, spec.Energy);
            Part(writer, TypeNames.IManifold, "ManifoldPart", spec.Manifold);
            Part(writer, TypeNames.IEnergy, "EnergyPart", spec.Energy);
            operands.Disposal();
        }
    }

    /// <summary>A part as samplers ask for it; its own property has its type.</summary>
    private static void Part(SourceWriter writer, string contract, string name, OperandSpec operand) => writer
        .Line()
        .Line($"{contract} {TypeNames.IPairedModel}.{name} => {OperandMembers.Property(operand)};");

    private static void Forwarding(
        SourceWriter writer, (string Returns, string Name, string[] Arguments, string Summary) function, OperandSpec operand) => writer
        .Line()
        .Summary(function.Summary)
        .Line(TypeEmitter.GeneratedCode)
        .Line($"public {function.Returns} {function.Name}({ModelMembers.Parameters(function.Arguments)}) "
            + $"=> {OperandMembers.Property(operand)}.{function.Name}({string.Join(", ", function.Arguments)});");
}
