using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes the small members that every kind has: dimensions, and the module's forward function.</summary>
internal static class DimensionEmitter
{
    /// <summary>The attributes by which other assemblies know a type's dimensions.</summary>
    public static void Attributes(SourceWriter writer, ModelShape shape)
    {
        if (shape.HasManifold)
            writer.Line($"[{TypeNames.ManifoldShape}({shape.Ambient}, {shape.Dimension}, {shape.Outputs}{(shape.IsMixed ? ", mixed: true" : "")})]");
        if (shape.HasEnergy)
            writer.Line($"[{TypeNames.EnergyShape}({shape.Ambient})]");
        if (shape.Kind == ModelKind.Encoder)
            writer.Line($"[{TypeNames.EncoderShape}({shape.Ambient}, {shape.Dimension})]");
        if (shape.Kind == ModelKind.Decoder)
            writer.Line($"[{TypeNames.DecoderShape}({shape.Ambient}, {shape.Dimension})]");
    }

    /// <summary>A dimension as a constant to generic code, and behind an interface for code that holds an instance.</summary>
    public static void Emit(SourceWriter writer, string contract, string name, int value, string summary)
        => Constant(writer, contract, "int", name, $"{value}", summary);

    /// <summary>Likewise a constant of any type.</summary>
    public static void Constant(SourceWriter writer, string contract, string type, string name, string value, string summary) => writer
        .Line()
        .Summary(summary)
        .Line(TypeEmitter.GeneratedCode)
        .Line($"public static {type} {name} => {value};")
        .Line()
        .Line($"{type} {contract}.{name} => {value};");

    /// <summary>The two dimensions of what has codes.</summary>
    public static void Latent(SourceWriter writer, ModelShape shape)
    {
        var contract = ModelMembers.Contract(shape.Kind);
        Emit(writer, contract, "AmbientDimension", shape.Ambient, "Ambient dimension n.");
        Emit(writer, contract, "LatentDimension", shape.Dimension, "Dimension m of a code.");
    }

    /// <summary>All dimensions of a type.</summary>
    public static void All(SourceWriter writer, ModelShape shape)
    {
        var contract = ModelMembers.Contract(shape.Kind);
        Emit(writer, contract, "AmbientDimension", shape.Ambient, "Ambient dimension n.");
        if (!shape.HasManifold)
            return;
        Emit(writer, TypeNames.IManifold, "Dimension", shape.Dimension, "Intrinsic dimension m.");
        Emit(writer, TypeNames.IManifold, "CodomainDimension", shape.Outputs, "Number of outputs k of F.");
    }

    /// <summary>What a module computes when it is called.</summary>
    public static void Forward(SourceWriter writer, string method, string input = "Points") => writer
        .Line()
        .Line($"/// <summary>The same as <see cref=\"{method}\"/>.</summary>")
        .Line($"/// <param name=\"input\">{input}, a row each.</param>")
        .Line(TypeEmitter.GeneratedCode)
        .Line($"public override {TypeNames.Tensor} forward({TypeNames.Tensor} input) => {method}(input);");
}
