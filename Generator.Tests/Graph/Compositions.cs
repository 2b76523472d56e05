using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Specs of composites for tests.</summary>
internal static class Compositions
{
    public static readonly CompositionSpec Union = new UnionSpec(new EquatableArray<double>([0.25, 0.75]), Normalized: true);
    public static readonly CompositionSpec Translation = new TranslationSpec(new EquatableArray<double>([0.5, 0, -1]));
    public static readonly CompositionSpec Rotation = new RotationSpec(new EquatableArray<double>([0, 0, 1, 1, 0, 0, 0, 1, 0]));

    /// <summary>A composite on ℝ³, or on ℝ³ⁱ for a product, of operands with given numbers of outputs.</summary>
    public static CompositeSpec Of(ModelKind kind, CompositionSpec composition, params int[] outputs)
    {
        var operands = outputs.Select((k, i) => new OperandSpec(
            $"global::Operand{i}", $"Operand{i}", $"operand{i}", new ModelShape(kind, 3, kind == ModelKind.Energy ? 0 : 2, k)));
        var codomain = composition is UnionSpec ? outputs.Aggregate((a, b) => a * b) : outputs.Sum();
        var ambient = composition is ProductSpec ? 3 * outputs.Length : 3;
        return new CompositeSpec(
            new TypeSpec("", EquatableArray<string>.Empty, "Composite", "Composite"),
            new ModelShape(kind, ambient, Dimension: 2, codomain),
            composition,
            new EquatableArray<OperandSpec>(operands));
    }
}
