using System.Globalization;
using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes the members of a type with a function of its own: what holds its parameters, and the methods that compute.</summary>
internal static class FunctionMembersEmitter
{
    /// <param name="writer">Where to write.</param>
    /// <param name="type">The type.</param>
    /// <param name="function">Its function.</param>
    /// <param name="dimensions">Writes the members between the constructor and the methods.</param>
    /// <param name="methods">The methods.</param>
    public static void Emit(
        SourceWriter writer, TypeSpec type, FunctionSpec function, Action dimensions, IEnumerable<TorchFunction> methods)
    {
        // First, since only the bodies know which constants they use.
        var module = TorchModule.Of(function);
        var bodies = new SourceWriter();
        foreach (var method in methods)
            TorchMethodEmitter.Emit(bodies, method, module);

        Fields(writer, function, module);
        Constructor(writer, type, function);
        foreach (var parameter in function.Parameters)
            Property(writer, parameter);
        dimensions();
        writer.Line(bodies.ToString().TrimEnd('\n'));
    }

    private static void Fields(SourceWriter writer, FunctionSpec function, TorchModule module)
    {
        foreach (var layer in function.Layers)
        {
            writer
                .Line($"[{TypeNames.ComponentName}(Name = \"{layer.Position}\")]")
                .Line($"private readonly {TypeNames.AffineLayer} {layer.Field};");
        }

        foreach (var parameter in function.Parameters)
        {
            writer
                .Line($"[{TypeNames.ComponentName}(Name = \"{parameter.Name}\")]")
                .Line($"private readonly {TypeNames.ScalarParameter} {parameter.Field};");
        }

        if (module.UsesConstants)
            ConstantsEmitter.Emit(writer, module.Matrices);
    }

    private static void Constructor(SourceWriter writer, TypeSpec type, FunctionSpec function)
    {
        var isRandom = function.Layers.Any();
        writer.Line()
            .Summary(isRandom ? "Makes the module, its layers' parameters drawn from a seed." : "Makes the module.")
            .Line(isRandom
                ? "/// <param name=\"seed\">Seed of the layers' start values.</param>"
                : "/// <param name=\"seed\">Without effect: nothing here starts at random.</param>")
            .Line("/// <param name=\"dtype\">Floating element type of the parameters.</param>")
            .Line("/// <param name=\"device\">Device of the parameters; the CPU by default.</param>")
            .Line(TypeEmitter.GeneratedCode)
            .Line($"public {TypeEmitter.Escaped(type.Name)}(long seed{(isRandom ? "" : " = 0")}, "
                + $"{TypeNames.ScalarType} dtype = {TypeNames.ScalarType}.Float32, {TypeNames.Device}? device = null)")
            .Line($"    : base(\"{type.Name}\")");
        using (writer.Block(""))
        {
            foreach (var layer in function.Layers)
            {
                writer.Line(
                    $"{layer.Field} = new {TypeNames.AffineLayer}({layer.Inputs}, {layer.Outputs}, "
                    + $"{TypeNames.SeedSequence}.Derive(seed, {layer.Index}), dtype, device);");
            }

            foreach (var parameter in function.Parameters)
            {
                writer.Line(
                    $"{parameter.Field} = new {TypeNames.ScalarParameter}(\"{parameter.Name}\", "
                    + $"{parameter.Start.ToString("R", CultureInfo.InvariantCulture)}, dtype, device);");
            }

            writer.Line("RegisterComponents();");
        }
    }

    private static void Property(SourceWriter writer, ParameterSpec parameter)
    {
        var conversion = parameter.TypeName == "double" ? "" : $"({parameter.TypeName})";
        writer.Line().Line(TypeEmitter.GeneratedCode);
        using (writer.Block($"{parameter.Modifiers} {parameter.TypeName} {TypeEmitter.Escaped(parameter.Name)}"))
        {
            writer.Line($"get => {conversion}{parameter.Field}.Value;");
            if (parameter.Setter.Length > 0)
                writer.Line($"{parameter.Setter} => {parameter.Field}.Value = value;");
        }
    }
}
