using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>
/// Writes how a type holds its operands: a property for each, a constructor that makes them from a seed and one that takes them,
/// and the disposal of those that it has made itself.
/// </summary>
/// <param name="writer">Where to write.</param>
/// <param name="type">The type.</param>
/// <param name="operands">Its operands, in the order of its attribute.</param>
/// <param name="roles">What each operand is, for the documentation, such as "The energy E".</param>
internal sealed class OperandMembers(
    SourceWriter writer, TypeSpec type, IReadOnlyList<OperandSpec> operands, IReadOnlyList<string> roles)
{
    private readonly string name = TypeEmitter.Escaped(type.Name);
    private readonly bool isSingle = operands.Count == 1;

    public void Field() => writer.Line("private readonly bool ownsOperands;");

    public void Properties()
    {
        for (var i = 0; i < operands.Count; i++)
        {
            writer.Line()
                .Summary($"{roles[i]}.")
                .Line(Component(operands[i].ParameterName))
                .Line(TypeEmitter.GeneratedCode)
                .Line($"public {operands[i].TypeName} {Property(operands[i])} {{ get; }}");
        }
    }

    /// <summary>
    /// Names the submodule that a property holds. A module that becomes part of another one registers whatever modules its fields
    /// hold, so the field behind the property has to say its name, or the submodule would be there twice.
    /// </summary>
    public static string Component(string name) => $"[field: {TypeNames.ComponentName}(Name = \"{name}\")]";

    public void Constructors()
    {
        writer.Line()
            .Summary(isSingle ? "Makes an operand of its own, which it disposes." : "Makes operands of its own, which it disposes.")
            .Line("/// <param name=\"seed\">Seed of the parameters' start values.</param>")
            .Line("/// <param name=\"dtype\">Floating element type of the parameters.</param>")
            .Line("/// <param name=\"device\">Device of the parameters; the CPU by default.</param>")
            .Line(TypeEmitter.GeneratedCode)
            .Line($"public {name}("
                + $"long seed, {TypeNames.ScalarType} dtype = {TypeNames.ScalarType}.Float32, {TypeNames.Device}? device = null)")
            .Line("    : this(");
        for (var i = 0; i < operands.Count; i++)
            writer.Line($"        new {operands[i].TypeName}({TypeNames.SeedSequence}.Derive(seed, {i}), dtype, device),");
        writer.Line("        ownsOperands: true)");
        Empty();

        writer.Line().Summary(isSingle ? "Takes an operand, which stays the caller's." : "Takes operands, which stay the caller's.");
        for (var i = 0; i < operands.Count; i++)
            writer.Line($"/// <param name=\"{operands[i].ParameterName}\">{roles[i]}.</param>");
        writer
            .Line(TypeEmitter.GeneratedCode)
            .Line($"public {name}({Parameters})")
            .Line($"    : this({string.Join(", ", operands.Select(Parameter))}, ownsOperands: false)");
        Empty();

        writer.Line().Line($"private {name}({Parameters}, bool ownsOperands)").Line($"    : base(\"{type.Name}\")");
        using (writer.Block(""))
        {
            writer.Line("this.ownsOperands = ownsOperands;");
            foreach (var operand in operands)
            {
                writer.Line($"this.{Property(operand)} = {Parameter(operand)} "
                    + $"?? throw new global::System.ArgumentNullException(nameof({Parameter(operand)}));");
            }

            writer.Line("RegisterComponents();");
        }
    }

    public void Disposal()
    {
        writer.Line().Line("/// <inheritdoc/>").Line(TypeEmitter.GeneratedCode);
        using (writer.Block("protected override void Dispose(bool disposing)"))
        {
            writer.Line("// A module disposes what is registered with it: operands that belong to the caller are taken out before.");
            using (writer.Block("if (disposing && !ownsOperands)"))
            {
                foreach (var operand in operands)
                    writer.Line($"register_module(\"{operand.ParameterName}\", null!);");
            }

            writer.Line().Line("base.Dispose(disposing);");
        }
    }

    /// <summary>The property that holds an operand, as an expression.</summary>
    public static string Property(OperandSpec operand) => TypeEmitter.Escaped(operand.PropertyName);

    private string Parameters => string.Join(", ", operands.Select(operand => $"{operand.TypeName} {Parameter(operand)}"));

    private static string Parameter(OperandSpec operand) => TypeEmitter.Escaped(operand.ParameterName);

    private void Empty()
    {
        using (writer.Block(""))
        {
        }
    }
}
