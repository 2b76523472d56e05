using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes the public surface of a declaration that was rejected: every member throws.</summary>
internal static class RejectedEmitter
{
    private const string Throw = "throw new global::System.InvalidOperationException(Rejection)";

    public static void Emit(SourceWriter writer, RejectedSpec spec)
    {
        var name = TypeEmitter.Escaped(spec.Type.Name);
        var taken = new HashSet<string>(spec.Taken) { spec.Type.Name };
        var contract = ModelMembers.Contract(spec.Kind);
        var bases = spec.HasBase ? $"{contract}<{name}>" : $"{TypeNames.Module}, {contract}<{name}>";
        // Without all of its members the type cannot implement the interface.
        if (taken.Overlaps(ModelMembers.Names(spec.Kind)))
            bases = spec.HasBase ? "" : TypeNames.Module;

        writer.Summary("This declaration was rejected: see the DSLM errors of the build. No member can be used.");
        using (writer.Block($"partial class {name}{(bases.Length > 0 ? " : " + bases : "")}"))
        {
            writer.Line($"private const string Rejection = \"The declaration of {spec.Type.FullName} was rejected: see the DSLM errors of the build.\";");
            if (!spec.HasConstructor)
                Constructors(writer, spec, name);
            foreach (var operand in spec.Operands.Where(operand => !taken.Contains(operand.PropertyName)))
                writer.Line().Line($"public {operand.TypeName} {TypeEmitter.Escaped(operand.PropertyName)} => {Throw};");
            foreach (var dimension in ModelMembers.Dimensions(spec.Kind).Where(dimension => !taken.Contains(dimension)))
                Dimension(writer, spec.Kind, dimension, implements: bases.Contains(contract));
            foreach (var function in ModelMembers.Functions(spec.Kind).Where(function => !taken.Contains(function.Name)))
                writer.Line().Line($"public {function.Returns} {function.Name}({ModelMembers.Parameters(function.Arguments)}) => {Throw};");
            if (!taken.Contains("forward") && !spec.HasBase)
                writer.Line().Line($"public override {TypeNames.Tensor} forward({TypeNames.Tensor} input) => {Throw};");
        }
    }

    private static void Constructors(SourceWriter writer, RejectedSpec spec, string name)
    {
        var initializer = spec.HasBase ? "" : $" : base(\"{spec.Type.Name}\")";
        writer.Line().Line(
            $"public {name}(long seed, {TypeNames.ScalarType} dtype = {TypeNames.ScalarType}.Float32, {TypeNames.Device}? device = null){initializer} => {Throw};");
        if (spec.Operands.Count == 0)
            return;
        var parameters = string.Join(
            ", ", spec.Operands.Select(operand => $"{operand.TypeName} {TypeEmitter.Escaped(operand.ParameterName)}"));
        writer.Line().Line($"public {name}({parameters}){initializer} => {Throw};");
    }

    private static void Dimension(SourceWriter writer, ModelKind kind, string name, bool implements)
    {
        writer.Line().Line($"public static int {name} => {Throw};");
        if (!implements)
            return;
        var contract = kind == ModelKind.ConstrainedModel && name != "AmbientDimension" ? TypeNames.IManifold : ModelMembers.Contract(kind);
        writer.Line().Line($"int {contract}.{name} => {Throw};");
    }
}
