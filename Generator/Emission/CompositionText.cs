using System.Globalization;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>A composition in words and equations, for the documentation of what is generated.</summary>
internal static class CompositionText
{
    /// <summary>What the composite is and how it comes from its operands.</summary>
    public static string Summary(CompositeSpec spec)
    {
        var space = $"ℝ{FunctionSummary.Superscript(spec.Shape.Ambient)}";
        var kind = spec.Kind switch
        {
            ModelKind.Manifold => $"Manifold of dimension {spec.Shape.Dimension} in {space}",
            ModelKind.Energy => $"Energy on {space}",
            _ => $"Constrained model on a manifold of dimension {spec.Shape.Dimension} in {space}",
        };
        var equations = new List<string>();
        if (spec.Shape.HasManifold)
            equations.Add($"F(x) = {Value(spec)}");
        if (spec.Shape.HasEnergy)
            equations.Add($"E(x) = {Energy(spec)}");
        return $"{kind}, {Composition(spec)}: {string.Join(", ", equations)}.";
    }

    /// <summary>What each operand is.</summary>
    public static string[] Roles(CompositeSpec spec) => spec.Composition switch
    {
        UnionSpec => [.. spec.Operands.Select((_, i) => $"Component {i + 1}")],
        IntersectionSpec => [.. spec.Operands.Select((_, i) => $"Operand {i + 1}")],
        ProductSpec => [.. spec.Operands.Select((_, i) => $"Factor {i + 1}")],
        TranslationSpec => ["What is moved"],
        RotationSpec => ["What is turned"],
        _ => ["What is scaled"],
    };

    private static string Composition(CompositeSpec spec) => spec.Composition switch
    {
        UnionSpec => $"the union of {Operands(spec)}",
        IntersectionSpec => $"the intersection of {Operands(spec)}",
        ProductSpec => $"the product of {Operands(spec)}",
        TranslationSpec translation => $"{Operands(spec)} moved by t = ({string.Join(", ", translation.Offset.Select(Number))})",
        RotationSpec => $"{Operands(spec)} turned by Q",
        ScalingSpec scaling => $"{Operands(spec)} scaled by s = {Number(scaling.Factor)}",
        var other => throw new InvalidOperationException($"No words for {other}."),
    };

    private static string Operands(CompositeSpec spec)
    {
        var names = spec.Operands.Select(operand => $"<see cref=\"{operand.TypeName}\"/>").ToList();
        return names.Count == 1
            ? names[0]
            : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
    }

    /// <summary>F(x) in terms of the operands.</summary>
    public static string Value(CompositeSpec spec) => spec.Composition switch
    {
        UnionSpec when spec.Shape.Outputs == 1 => string.Join(" ", Terms(spec, "F")),
        UnionSpec => $"all products of one output each of {string.Join(", ", Terms(spec, "F"))}",
        IntersectionSpec or ProductSpec => $"({string.Join(", ", Terms(spec, "F"))})",
        _ => $"F₁({Back(spec)})",
    };

    /// <summary>E(x) in terms of the operands.</summary>
    public static string Energy(CompositeSpec spec) => spec.Composition switch
    {
        UnionSpec union when spec.Shape.HasManifold
            => $"Eᵢ(x){(union.Normalized ? " + log Zᵢ" : "")} − log wᵢ on component i, "
                + $"w = ({string.Join(", ", union.Weights.Select(Number))})",
        UnionSpec union => $"−log ({string.Join(" + ", union.Weights.Zip(Terms(spec, "E"), Weighted))})",
        IntersectionSpec or ProductSpec => string.Join(" + ", Terms(spec, "E")),
        ScalingSpec when spec.Shape.HasManifold => $"E₁({Back(spec)}) + {spec.Shape.Dimension} log s",
        _ => $"E₁({Back(spec)})",
    };

    private static string Back(CompositeSpec spec) => spec.Composition switch
    {
        TranslationSpec => "x − t",
        RotationSpec => "Qᵀ x",
        _ => "x / s",
    };

    private static IEnumerable<string> Terms(CompositeSpec spec, string function)
        => spec.Operands.Select((_, i) => Subscript(i + 1)).Select(
            place => $"{function}{place}({(spec.Composition is ProductSpec ? $"x{place}" : "x")})");

    private static string Weighted(double weight, string energy) => $"{Number(weight)} e^(−{energy})";

    private static string Subscript(int number)
        => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "₀₁₂₃₄₅₆₇₈₉"[digit - '0']));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
