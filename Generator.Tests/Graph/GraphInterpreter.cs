using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>
/// Evaluates graphs for one sample, in double precision and as plainly as can be: the reference for passes and for emitters. A
/// value is a stack of vectors, an array each.
/// </summary>
internal static class GraphInterpreter
{
    /// <summary>What an operand's function gives for its arguments: the point, and perhaps a tangent or a cotangent.</summary>
    public delegate double[][] OperandTable(OperandCall call, IReadOnlyList<double[]> arguments);

    /// <summary>Values of the outputs.</summary>
    /// <param name="graph">What to evaluate.</param>
    /// <param name="arguments">Inputs, and parameters as matrices, by name.</param>
    /// <param name="operands">The operands' functions, where the graph calls some.</param>
    public static double[][][] Evaluate(
        ComputationGraph graph, IReadOnlyDictionary<string, double[][]> arguments, OperandTable? operands = null)
    {
        var values = new double[graph.Nodes.Count][][];
        for (var i = 0; i < values.Length; i++)
        {
            var node = graph.Nodes[i];
            values[i] = Evaluate(node, id => values[id.Index], arguments, operands);
            if (values[i].Length != node.Shape.Rows || values[i].Any(row => row.Length != node.Shape.Size))
                throw new InvalidOperationException($"Node {i}, {node}, has a value of another shape.");
        }

        return [.. graph.Outputs.Select(output => values[output.Index])];
    }

    private static double[][] Evaluate(
        Node node, Func<NodeId, double[][]> valueOf, IReadOnlyDictionary<string, double[][]> arguments, OperandTable? operands)
        => node switch
        {
            Input input => arguments[input.Name],
            Parameter parameter => arguments[parameter.Name],
            Constant constant => [[.. Enumerable.Repeat(constant.Value, constant.Size)]],
            ConstantMatrix matrix => [.. matrix.Values.Chunk(matrix.Columns)],
            UnitVectors unit => [.. Enumerable.Range(0, unit.Count).Select(i => Unit(unit.Count, i))],
            Affine affine => [.. valueOf(affine.Operand).Select(
                row => Affine(valueOf(affine.Weight), affine.Bias is { } bias ? valueOf(bias)[0] : null, row))],
            Pullback pullback => [.. valueOf(pullback.Operand).Select(row => Transposed(valueOf(pullback.Weight), row))],
            Unary unary => [.. valueOf(unary.Operand).Select(row => row.Select(x => UnaryFunctions.Evaluate(unary.Op, x)).ToArray())],
            Binary binary => Elementwise(
                node.Shape, x => BinaryFunctions.Evaluate(binary.Op, x[0], x[1]), valueOf(binary.Left), valueOf(binary.Right)),
            Select select => Elementwise(
                node.Shape,
                x => x[0] != 0 ? x[1] : x[2],
                valueOf(select.Condition),
                valueOf(select.WhenTrue),
                valueOf(select.WhenFalse)),
            Slice slice => [.. valueOf(slice.Operand).Select(row => row[slice.Start..(slice.Start + slice.Shape.Size)])],
            Concatenation joined => [.. Enumerable.Range(0, node.Shape.Rows).Select(
                i => joined.Parts.SelectMany(part => Row(valueOf(part), i)).ToArray())],
            RowStack stack => [.. stack.Parts.SelectMany(valueOf)],
            Sum sum => [.. valueOf(sum.Operand).Select(row => new[] { row.Sum() })],
            LogSumExp sum => [.. valueOf(sum.Operand).Select(row => new[] { LogSumExp(row) })],
            Contraction contraction => [.. valueOf(contraction.Weights).Select(w => Transposed(valueOf(contraction.Matrix), w))],
            Application application => [.. valueOf(application.Vector).Select(v => Affine(valueOf(application.Matrix), null, v))],
            OperandCall call when operands is not null => operands(call, [.. call.Arguments.Select(argument => valueOf(argument).Single())]),
            _ => throw new NotSupportedException($"{node}"),
        };

    private static double[] Unit(int size, int index) => [.. Enumerable.Range(0, size).Select(i => i == index ? 1.0 : 0.0)];

    private static double[] Affine(double[][] weight, double[]? bias, double[] x)
        => [.. weight.Select((row, i) => Close.Dot(row, x) + (bias?[i] ?? 0))];

    private static double[] Transposed(double[][] weight, double[] w)
        => [.. Enumerable.Range(0, weight[0].Length).Select(j => weight.Select((row, i) => row[j] * w[i]).Sum())];

    private static double LogSumExp(double[] row)
    {
        var largest = row.Max();
        return largest + Math.Log(row.Sum(x => Math.Exp(x - largest)));
    }

    private static double[][] Elementwise(Shape shape, Func<double[], double> function, params double[][][] operands)
        => [.. Enumerable.Range(0, shape.Rows).Select(i => Enumerable.Range(0, shape.Size)
            .Select(j => function([.. operands.Select(operand => Component(Row(operand, i), j))]))
            .ToArray())];

    /// <summary>A single row stands for all rows, a single component for all components.</summary>
    private static double[] Row(double[][] stack, int index) => stack[stack.Length == 1 ? 0 : index];

    private static double Component(double[] row, int index) => row[row.Length == 1 ? 0 : index];
}
