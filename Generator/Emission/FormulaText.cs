using System.Globalization;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes the outputs of a graph of one point as a reader of the documentation would: √(x₀² + x₁²) − Radius.</summary>
internal sealed class FormulaText
{
    /// <summary>What is longer tells a reader nothing.</summary>
    private const int MaxLength = 100;

    private const int OfSum = 1;
    private const int OfProduct = 2;
    private const int OfPower = 3;
    private const int OfAtom = 4;

    private readonly ComputationGraph graph;
    private readonly (string Text, int Precedence)?[] texts;

    private FormulaText(ComputationGraph graph)
    {
        this.graph = graph;
        texts = new (string, int)?[graph.Nodes.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            // Operands are written again wherever they are used: what is too long stops here, before it doubles and doubles.
            if (graph.Nodes[i].Operands.All(operand => texts[operand.Index] is not null || graph.Nodes[i] is Slice)
                && Of(graph.Nodes[i]) is { } text
                && text.Text.Length <= MaxLength)
            {
                texts[i] = text;
            }
        }
    }

    /// <summary>A formula for each output; null where one is too long, or is made by what has no short notation.</summary>
    public static IReadOnlyList<string?> Of(ComputationGraph graph)
    {
        var texts = new FormulaText(graph).texts;
        return [.. graph.Outputs.Select(output => texts[output.Index]?.Text)];
    }

    private (string Text, int Precedence)? Of(Node node) => node switch
    {
        Slice { Shape.Size: 1 } slice when graph[slice.Operand] is Input input => (input.Name + Subscript(slice.Start), OfAtom),
        Input { Size: 1 } input => (input.Name, OfAtom),
        Parameter parameter => (parameter.Name, OfAtom),
        Constant constant => (constant.Value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−'), constant.Value < 0 ? OfSum : OfAtom),
        Unary unary => Of(unary),
        Binary binary => Of(binary),
        _ => null,
    };

    private (string Text, int Precedence)? Of(Unary unary) => unary.Op switch
    {
        UnaryOp.Negate => ($"−{In(unary.Operand, OfProduct)}", OfSum),
        UnaryOp.OneMinus => ($"1 − {In(unary.Operand, OfProduct)}", OfSum),
        UnaryOp.OneMinusSquare => ($"1 − {In(unary.Operand, OfAtom)}²", OfSum),
        UnaryOp.OnePlusSquare => ($"1 + {In(unary.Operand, OfAtom)}²", OfSum),
        UnaryOp.SquareRoot => ($"√{In(unary.Operand, OfAtom)}", OfPower),
        UnaryOp.CubeRoot => ($"∛{In(unary.Operand, OfAtom)}", OfPower),
        UnaryOp.Absolute => ($"|{In(unary.Operand, OfSum)}|", OfAtom),
        UnaryOp.Sine => Function("sin", unary.Operand),
        UnaryOp.Cosine => Function("cos", unary.Operand),
        UnaryOp.Tangent => Function("tan", unary.Operand),
        UnaryOp.Exponential => Function("exp", unary.Operand),
        UnaryOp.Logarithm => Function("log", unary.Operand),
        UnaryOp.ArcSine => Function("arcsin", unary.Operand),
        UnaryOp.ArcCosine => Function("arccos", unary.Operand),
        UnaryOp.ArcTangent => Function("arctan", unary.Operand),
        UnaryOp.HyperbolicSine => Function("sinh", unary.Operand),
        UnaryOp.HyperbolicCosine => Function("cosh", unary.Operand),
        UnaryOp.Tanh => Function("tanh", unary.Operand),
        UnaryOp.AreaSine => Function("arsinh", unary.Operand),
        UnaryOp.AreaCosine => Function("arcosh", unary.Operand),
        UnaryOp.AreaTangent => Function("artanh", unary.Operand),
        _ => null,
    };

    private (string Text, int Precedence)? Of(Binary binary) => binary.Op switch
    {
        BinaryOp.Add => ($"{In(binary.Left, OfSum)} + {In(binary.Right, OfProduct)}", OfSum),
        BinaryOp.Subtract => ($"{In(binary.Left, OfSum)} − {In(binary.Right, OfProduct)}", OfSum),
        BinaryOp.Multiply when binary.Left == binary.Right => ($"{In(binary.Left, OfAtom)}²", OfPower),
        // A number goes before what it multiplies.
        BinaryOp.Multiply when graph[binary.Right] is Constant factor
            => ($"{In(binary.Right, OfSum)} {In(binary.Left, OfProduct)}", factor.Value < 0 ? OfSum : OfProduct),
        BinaryOp.Multiply => ($"{In(binary.Left, OfProduct)} {In(binary.Right, OfProduct)}", OfProduct),
        BinaryOp.Divide => ($"{In(binary.Left, OfProduct)} / {In(binary.Right, OfPower)}", OfProduct),
        BinaryOp.Power => ($"{In(binary.Left, OfAtom)}^{In(binary.Right, OfAtom)}", OfPower),
        BinaryOp.Minimum => ($"min({In(binary.Left, OfSum)}, {In(binary.Right, OfSum)})", OfAtom),
        BinaryOp.Maximum => ($"max({In(binary.Left, OfSum)}, {In(binary.Right, OfSum)})", OfAtom),
        BinaryOp.ArcTangent2 => ($"atan2({In(binary.Left, OfSum)}, {In(binary.Right, OfSum)})", OfAtom),
        _ => null,
    };

    private (string Text, int Precedence) Function(string name, NodeId argument) => ($"{name}({In(argument, OfSum)})", OfAtom);

    /// <summary>An operand, in parentheses where it binds less than what it stands in.</summary>
    private string In(NodeId operand, int precedence)
        => texts[operand.Index] is { } text ? (text.Precedence < precedence ? $"({text.Text})" : text.Text) : "";

    private static string Subscript(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "₀₁₂₃₄₅₆₇₈₉"[digit - '0']));
}
