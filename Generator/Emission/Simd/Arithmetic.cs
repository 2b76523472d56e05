using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// Elementwise operations on vectors as C# expressions. Numbers are folded, and what a 0 or a 1 makes of a sum or product is left out, as
/// graphs do it for whole vectors.
/// </summary>
internal static class Arithmetic
{
    /// <summary>f(a). The result is an expression, or a component where nothing is computed.</summary>
    public static Component Unary(UnaryOp op, Component a)
    {
        if (a.Number is { } number)
            return Component.Of(UnaryFunctions.Evaluate(op, number));
        return Component.Of(op switch
        {
            UnaryOp.Negate => $"-{a.Text}",
            UnaryOp.OneMinus => $"{KernelNames.One} - {a.Text}",
            UnaryOp.OneMinusSquare => $"{KernelNames.One} - ({a.Text} * {a.Text})",
            UnaryOp.OnePlusSquare => MultiplyAdd(a.Text, a.Text, KernelNames.One),
            _ => $"{KernelNames.VectorMath}.{op}({a.Text})",
        });
    }

    /// <inheritdoc cref="Unary"/>
    public static Component Binary(BinaryOp op, Component a, Component b)
    {
        if (a.Number is { } left && b.Number is { } right)
            return Component.Of(BinaryFunctions.Evaluate(op, left, right));
        switch (op)
        {
            case BinaryOp.Add when a.Number == 0:
            case BinaryOp.Multiply when a.Number == 1:
                return b;
            case BinaryOp.Add or BinaryOp.Subtract when b.Number == 0:
            case BinaryOp.Multiply or BinaryOp.Divide when b.Number == 1:
                return a;
            case BinaryOp.Multiply when a.Number == 0 || b.Number == 0:
            case BinaryOp.Divide when a.Number == 0:
                return Component.Of(0);
            case BinaryOp.Subtract when a.Number == 0:
            case BinaryOp.Multiply when a.Number == -1:
                return Component.Of($"-{b.Text}");
            case BinaryOp.Multiply when b.Number == -1:
                return Component.Of($"-{a.Text}");
        }

        return Component.Of(op switch
        {
            BinaryOp.Add => $"{a.Text} + {b.Text}",
            BinaryOp.Subtract => $"{a.Text} - {b.Text}",
            BinaryOp.Multiply => $"{a.Text} * {b.Text}",
            BinaryOp.Divide => $"{a.Text} / {b.Text}",
            BinaryOp.TowardsOne => MultiplyAdd($"{KernelNames.One} - {a.Text}", b.Text, a.Text),
            _ => $"{KernelNames.VectorMath}.{op}({a.Text}, {b.Text})",
        });
    }

    /// <summary>a b + c.</summary>
    public static Component MultiplyAdd(Component a, Component b, Component c)
    {
        if (c.Number == 0 || a.Number == 0 || b.Number == 0 || (a.Number is not null && b.Number is not null))
            return Folded(Binary(BinaryOp.Multiply, a, b), c);
        if (a.Number is 1 or -1 || b.Number is 1 or -1)
        {
            var (sign, other) = a.Number is 1 or -1 ? (a.Number, b) : (b.Number, a);
            return sign == 1 ? Binary(BinaryOp.Add, other, c) : Binary(BinaryOp.Subtract, c, other);
        }

        return Component.Of(MultiplyAdd(a.Text, b.Text, c.Text));
    }

    public static Component Select(Component condition, Component whenTrue, Component whenFalse) => condition.Number is { } number
        ? (number != 0 ? whenTrue : whenFalse)
        : Component.Of($"{KernelNames.VectorMath}.Select({condition.Text}, {whenTrue.Text}, {whenFalse.Text})");

    private static Component Folded(Component product, Component c)
        => c.Number == 0 ? product : Binary(BinaryOp.Add, product, c);

    private static string MultiplyAdd(string a, string b, string c) => $"{KernelNames.VectorMath}.MultiplyAdd({a}, {b}, {c})";
}
