using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Says in a few words what a function computes, for the documentation of its type.</summary>
internal static class FunctionSummary
{
    public static string Of(FunctionSpec function) => string.Join("; ", function.Parts.Select(Of));

    /// <summary>A number as an exponent.</summary>
    public static string Superscript(int number) => string.Concat(number.ToString().Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));

    private static string Of(PartSpec part) => part switch
    {
        MlpSpec mlp => $"a perceptron {mlp.Widths} with {mlp.Activation}",
        CouplingFlowSpec flow => $"the first {(flow.Outputs == 1 ? "coordinate" : $"{flow.Outputs} coordinates")} of a flow of {flow.Couplings} affine couplings, "
            + $"hidden layers {string.Join("-", flow.Hidden)} with {flow.Activation}",
        SphereSpec { Radius: 1 } => "|x|² − 1",
        SphereSpec sphere => $"|x|² − {sphere.Radius.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}²",
        StiefelSpec stiefel => $"the upper triangle of XᵀX − I, X being {stiefel.Rows} × {stiefel.Columns}, row by row",
        ExpressionSpec expressions => Of(expressions),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    private static string Of(ExpressionSpec expressions)
    {
        var formulas = FormulaText.Of(expressions.Graph);
        if (formulas.All(formula => formula is not null))
            return string.Join("; ", formulas);
        return formulas.Count == 1 ? "an expression" : $"{formulas.Count} expressions";
    }
}
