namespace DslManifolds.Generator.Graph;

/// <summary>Powers with a constant exponent as products, quotients and roots.</summary>
internal static class Powers
{
    private const int LargestExponent = 8;

    public static NodeId? Power(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (graph[right] is not Constant { Value: var exponent } || !Simplification.Fills(graph, left, shape))
            return null;
        if (exponent == 0)
            return graph.Literal(1, shape.Size);
        if (exponent < 0 && Positive(graph, left, -exponent) is { } power)
            return graph.Divide(graph.Literal(1), power);
        return Positive(graph, left, exponent);
    }

    private static NodeId? Positive(GraphBuilder graph, NodeId x, double exponent) => exponent switch
    {
        0.5 => graph.Unary(UnaryOp.SquareRoot, x),
        1.5 => graph.Multiply(x, graph.Unary(UnaryOp.SquareRoot, x)),
        >= 1 and <= LargestExponent when exponent == Math.Floor(exponent) => Whole(graph, x, (int)exponent),
        _ => null,
    };

    /// <summary>By repeated squaring: xⁿ = (xⁿᐟ²)², times x where n is odd.</summary>
    private static NodeId Whole(GraphBuilder graph, NodeId x, int exponent)
    {
        if (exponent == 1)
            return x;
        var root = Whole(graph, x, exponent / 2);
        var square = graph.Multiply(root, root);
        return exponent % 2 == 0 ? square : graph.Multiply(square, x);
    }
}
