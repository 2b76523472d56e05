using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>
/// Writes a composite's F and E into graphs, out of calls of its operands: product rule, chain rule and the rule of log Σ e are
/// then the ordinary passes.
/// </summary>
internal static class CompositionGraph
{
    /// <summary>Whether E is a function of the operands' energies. A union of models has a piece on each component instead.</summary>
    public static bool HasEnergy(CompositeSpec spec)
        => spec.Shape.HasEnergy && !(spec.Composition is UnionSpec && spec.Shape.HasManifold);

    /// <summary>F.</summary>
    public static DifferentiableFunction Value(CompositeSpec spec) => new(spec.Shape.Ambient, spec.Shape.Outputs, (graph, x) =>
    {
        var values = Calls(graph, spec, x, OperandFunction.Value);
        return spec.Composition is UnionSpec ? AllProducts(graph, values) : graph.Concatenate(values);
    });

    /// <summary>E.</summary>
    public static DifferentiableFunction Energy(CompositeSpec spec) => new(spec.Shape.Ambient, 1, (graph, x) =>
    {
        var energies = Calls(graph, spec, x, OperandFunction.Energy);
        return spec.Composition switch
        {
            UnionSpec union => Mixture(graph, union.Weights, energies),
            // ∫ e^(−E(x/s)) dx = s^m ∫ e^(−E(y)) dy on a manifold of dimension m. Without one, nothing is normalised.
            ScalingSpec scaling when spec.Shape.HasManifold
                => graph.Add(energies[0], graph.Literal(spec.Shape.Dimension * Math.Log(scaling.Factor))),
            _ => energies.Aggregate(graph.Add),
        };
    });

    /// <summary>T(y) of one operand that is moved, turned or scaled.</summary>
    public static NodeId Map(GraphBuilder graph, CompositionSpec composition, NodeId y) => composition switch
    {
        TranslationSpec translation => graph.Add(y, graph.Vector(translation.Offset)),
        RotationSpec rotation => graph.Affine(Square(graph, rotation.Matrix), null, y),
        ScalingSpec scaling => graph.Multiply(y, graph.Literal(scaling.Factor)),
        _ => throw new ArgumentOutOfRangeException(nameof(composition), composition, null),
    };

    /// <summary>T⁻¹(x) of one operand that is moved, turned or scaled.</summary>
    public static NodeId MapBack(GraphBuilder graph, CompositionSpec composition, NodeId x) => composition switch
    {
        TranslationSpec translation => graph.Subtract(x, graph.Vector(translation.Offset)),
        RotationSpec rotation => graph.Pullback(Square(graph, rotation.Matrix), x),
        ScalingSpec scaling => graph.Divide(x, graph.Literal(scaling.Factor)),
        _ => throw new ArgumentOutOfRangeException(nameof(composition), composition, null),
    };

    private static NodeId Square(GraphBuilder graph, EquatableArray<double> entries)
    {
        var size = (int)Math.Round(Math.Sqrt(entries.Count));
        return graph.Matrix(entries, size, size);
    }

    /// <summary>One function of every operand, each at its own point.</summary>
    private static List<NodeId> Calls(GraphBuilder graph, CompositeSpec spec, NodeId x, OperandFunction function)
    {
        var calls = new List<NodeId>();
        var start = 0;
        for (var i = 0; i < spec.Operands.Count; i++)
        {
            var shape = spec.Operands[i].Shape!;
            var point = spec.Composition switch
            {
                TranslationSpec or RotationSpec or ScalingSpec => MapBack(graph, spec.Composition, x),
                ProductSpec => graph.Slice(x, start, shape.Ambient),
                _ => x,
            };
            start += shape.Ambient;
            calls.Add(graph.Call(i, function, shape.Ambient, function == OperandFunction.Energy ? 1 : shape.Outputs, point));
        }

        return calls;
    }

    /// <summary>All products of one component of each vector, the last vector's index running fastest.</summary>
    private static NodeId AllProducts(GraphBuilder graph, List<NodeId> vectors) => vectors.Aggregate((products, vector) =>
    {
        var (count, size) = (graph.ShapeOf(products).Size, graph.ShapeOf(vector).Size);
        // A single component meets all of the other by itself.
        if (count > 1 && size > 1)
        {
            products = graph.Affine(Selection(graph, count * size, count, row => row / size), null, products);
            vector = graph.Affine(Selection(graph, count * size, size, row => row % size), null, vector);
        }

        return graph.Multiply(products, vector);
    });

    private static NodeId Selection(GraphBuilder graph, int rows, int columns, Func<int, int> chosen)
    {
        var entries = new double[rows * columns];
        for (var row = 0; row < rows; row++)
            entries[(row * columns) + chosen(row)] = 1;
        return graph.Matrix(entries, rows, columns);
    }

    /// <summary>−log Σ wᵢ e^(−Eᵢ).</summary>
    private static NodeId Mixture(GraphBuilder graph, EquatableArray<double> weights, List<NodeId> energies)
    {
        var logarithms = graph.Vector([.. weights.Select(weight => Math.Log(weight))]);
        return graph.Negate(graph.LogSumExp(graph.Subtract(logarithms, graph.Concatenate(energies))));
    }
}
