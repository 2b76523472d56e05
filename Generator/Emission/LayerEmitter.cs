using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes the fields of a perceptron's layers and the constructor that makes them.</summary>
internal static class LayerEmitter
{
    public static void Emit(SourceWriter writer, TypeSpec type, MlpSpec mlp)
    {
        foreach (var layer in mlp.Layers)
        {
            writer.Line($"[{TypeNames.ComponentName}(Name = \"{layer.Position}\")]");
            writer.Line($"private readonly {TypeNames.AffineLayer} {layer.Field};");
        }

        writer.Line()
            .Summary("Makes the module, its parameters drawn from a seed.")
            .Line("/// <param name=\"seed\">Seed of the parameters' start values.</param>")
            .Line("/// <param name=\"dtype\">Floating element type of the parameters.</param>")
            .Line("/// <param name=\"device\">Device of the parameters; the CPU by default.</param>")
            .Line(TypeEmitter.GeneratedCode)
            .Line($"public {TypeEmitter.Escaped(type.Name)}(long seed, {TypeNames.ScalarType} dtype = {TypeNames.ScalarType}.Float32, {TypeNames.Device}? device = null)");
        writer.Line($"    : base(\"{type.Name}\")");
        using (writer.Block(""))
        {
            foreach (var layer in mlp.Layers)
            {
                writer.Line(
                    $"{layer.Field} = new {TypeNames.AffineLayer}({layer.Inputs}, {layer.Outputs}, "
                    + $"{TypeNames.SeedSequence}.Derive(seed, {layer.Index}), dtype, device);");
            }

            writer.Line("RegisterComponents();");
        }
    }
}
