using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes a constrained model's module: it holds a manifold and an energy and forwards to them.</summary>
internal static class ConstrainedModelEmitter
{
    public static void Emit(SourceWriter writer, ConstrainedModelSpec spec)
    {
        var name = TypeEmitter.Escaped(spec.Type.Name);
        writer.Summary(
            $"Constrained model on a manifold of dimension {spec.Shape.Dimension} in ℝ{ManifoldEmitter.Superscript(spec.Shape.Ambient)}: "
            + $"p(x) ∝ e^(−E(x)) where F(x) = 0.");
        ShapeEmitter.Emit(writer, spec.Shape);
        using (writer.Block($"partial class {name} : {TypeNames.Module}, {TypeNames.IConstrainedModel}<{name}>"))
        {
            writer.Line("private readonly bool ownsOperands;");
            Operand(writer, spec.Manifold, "manifold M = F⁻¹(0)");
            Operand(writer, spec.Energy, "energy E");
            Constructors(writer, spec, name);
            DimensionEmitter.Emit(writer, TypeNames.IConstrainedModel, "AmbientDimension", spec.Shape.Ambient, "Ambient dimension n.");
            DimensionEmitter.Emit(writer, TypeNames.IManifold, "Dimension", spec.Shape.Dimension, "Intrinsic dimension m.");
            DimensionEmitter.Emit(writer, TypeNames.IManifold, "CodomainDimension", spec.Shape.Outputs, "Number of outputs k of F.");
            DimensionEmitter.Forward(writer, "Energy");
            foreach (var function in ModelMembers.Functions(ModelKind.Manifold))
                Forwarding(writer, function, spec.Manifold);
            foreach (var function in ModelMembers.Functions(ModelKind.Energy))
                Forwarding(writer, function, spec.Energy);
            Disposal(writer, spec);
        }
    }

    private static void Operand(SourceWriter writer, OperandSpec operand, string role) => writer
        .Line()
        .Summary($"The {role}.")
        .Line(TypeEmitter.GeneratedCode)
        .Line($"public {operand.TypeName} {TypeEmitter.Escaped(operand.PropertyName)} {{ get; }}");

    private static void Constructors(SourceWriter writer, ConstrainedModelSpec spec, string name)
    {
        var (manifold, energy) = (spec.Manifold, spec.Energy);
        var (m, e) = (TypeEmitter.Escaped(manifold.ParameterName), TypeEmitter.Escaped(energy.ParameterName));
        writer.Line()
            .Summary("Makes the model with operands of its own, which it disposes.")
            .Line("/// <param name=\"seed\">Seed of the parameters' start values.</param>")
            .Line("/// <param name=\"dtype\">Floating element type of the parameters.</param>")
            .Line("/// <param name=\"device\">Device of the parameters; the CPU by default.</param>")
            .Line(TypeEmitter.GeneratedCode)
            .Line($"public {name}(long seed, {TypeNames.ScalarType} dtype = {TypeNames.ScalarType}.Float32, {TypeNames.Device}? device = null)")
            .Line($"    : this(new {manifold.TypeName}({TypeNames.SeedSequence}.Derive(seed, 0), dtype, device), "
                + $"new {energy.TypeName}({TypeNames.SeedSequence}.Derive(seed, 1), dtype, device), ownsOperands: true)");
        using (writer.Block(""))
        {
        }

        writer.Line()
            .Summary("Makes the model from operands, which stay the caller's.")
            .Line($"/// <param name=\"{manifold.ParameterName}\">The manifold.</param>")
            .Line($"/// <param name=\"{energy.ParameterName}\">The energy.</param>")
            .Line(TypeEmitter.GeneratedCode)
            .Line($"public {name}({manifold.TypeName} {m}, {energy.TypeName} {e})")
            .Line($"    : this({m}, {e}, ownsOperands: false)");
        using (writer.Block(""))
        {
        }

        writer.Line()
            .Line($"private {name}({manifold.TypeName} {m}, {energy.TypeName} {e}, bool ownsOperands)")
            .Line($"    : base(\"{spec.Type.Name}\")");
        using (writer.Block(""))
        {
            writer
                .Line("this.ownsOperands = ownsOperands;")
                .Line($"this.{TypeEmitter.Escaped(manifold.PropertyName)} = {m} ?? throw new global::System.ArgumentNullException(nameof({m}));")
                .Line($"this.{TypeEmitter.Escaped(energy.PropertyName)} = {e} ?? throw new global::System.ArgumentNullException(nameof({e}));")
                .Line($"register_module(\"{manifold.ParameterName}\", {m});")
                .Line($"register_module(\"{energy.ParameterName}\", {e});");
        }
    }

    private static void Forwarding(
        SourceWriter writer, (string Returns, string Name, string[] Arguments, string Summary) function, OperandSpec operand) => writer
        .Line()
        .Summary(function.Summary)
        .Line(TypeEmitter.GeneratedCode)
        .Line($"public {function.Returns} {function.Name}({ModelMembers.Parameters(function.Arguments)}) "
            + $"=> {TypeEmitter.Escaped(operand.PropertyName)}.{function.Name}({string.Join(", ", function.Arguments)});");

    private static void Disposal(SourceWriter writer, ConstrainedModelSpec spec)
    {
        writer.Line().Line("/// <inheritdoc/>").Line(TypeEmitter.GeneratedCode);
        using (writer.Block("protected override void Dispose(bool disposing)"))
        {
            writer.Line("// A module disposes what is registered with it: operands that belong to the caller are taken out before.");
            using (writer.Block("if (disposing && !ownsOperands)"))
            {
                foreach (var operand in new[] { spec.Manifold, spec.Energy })
                    writer.Line($"register_module(\"{operand.ParameterName}\", null!);");
            }

            writer.Line().Line("base.Dispose(disposing);");
        }
    }
}
