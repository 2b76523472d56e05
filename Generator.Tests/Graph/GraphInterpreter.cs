using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>
/// Evaluates graphs for one sample, in double precision and as plainly as can be: the reference for passes and for emitters. A
/// value is a stack of vectors, an array each.
/// </summary>
internal static class GraphInterpreter
{
    /// <summary>Values of the outputs.</summary>
    /// <param name="graph">What to evaluate.</param>
    /// <param name="arguments">Inputs, and parameters as matrices, by name.</param>
    public static double[][][] Evaluate(ComputationGraph graph, IReadOnlyDictionary<string, double[][]> arguments)
    {
        var values = new double[graph.Nodes.Count][][];
        for (var i = 0; i < values.Length; i++)
        {
            var node = graph.Nodes[i];
            values[i] = Evaluate(node, id => values[id.Index], arguments);
            if (values[i].Length != node.Shape.Rows || values[i].Any(row => row.Length != node.Shape.Size))
                throw new InvalidOperationException($"Node {i}, {node}, has a value of another shape.");
        }

        return [.. graph.Outputs.Select(output => values[output.Index])];
    }

    private static double[][] Evaluate(
        Node node, Func<NodeId, double[][]> valueOf, IReadOnlyDictionary<string, double[][]> arguments) => node switch
        {
            Input input => arguments[input.Name],
            Parameter parameter => arguments[parameter.Name],
            Constant constant => [[.. Enumerable.Repeat(constant.Value, constant.Size)]],
            UnitVectors unit => [.. Enumerable.Range(0, unit.Count).Select(i => Unit(unit.Count, i))],
            Affine affine => [.. valueOf(affine.Operand).Select(
                row => Affine(valueOf(affine.Weight), affine.Bias is { } bias ? valueOf(bias)[0] : null, row))],
            Pullback pullback => [.. valueOf(pullback.Operand).Select(row => Transposed(valueOf(pullback.Weight), row))],
            Unary unary => [.. valueOf(unary.Operand).Select(row => row.Select(x => UnaryFunctions.Evaluate(unary.Op, x)).ToArray())],
            Binary binary => Elementwise(binary, valueOf(binary.Left), valueOf(binary.Right)),
            _ => throw new NotSupportedException($"{node}"),
        };

    private static double[] Unit(int size, int index) => [.. Enumerable.Range(0, size).Select(i => i == index ? 1.0 : 0.0)];

    private static double[] Affine(double[][] weight, double[]? bias, double[] x)
        => [.. weight.Select((row, i) => row.Zip(x, (a, b) => a * b).Sum() + (bias?[i] ?? 0))];

    private static double[] Transposed(double[][] weight, double[] w)
        => [.. Enumerable.Range(0, weight[0].Length).Select(j => weight.Select((row, i) => row[j] * w[i]).Sum())];

    private static double[][] Elementwise(Binary binary, double[][] left, double[][] right)
        => [.. Enumerable.Range(0, binary.Shape.Rows).Select(i => Row(left, i, binary.Shape.Size)
            .Zip(Row(right, i, binary.Shape.Size), (a, b) => BinaryFunctions.Evaluate(binary.Op, a, b))
            .ToArray())];

    private static double[] Row(double[][] stack, int index, int size)
    {
        var row = stack[stack.Length == 1 ? 0 : index];
        return row.Length == size ? row : [.. Enumerable.Repeat(row.Single(), size)];
    }
}
