using System.Collections;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>
/// A function as a list of steps, the first of which is the point. Each method adds a step that is made of earlier ones, and returns its
/// place.
/// </summary>
internal sealed class ExpressionSteps : IReadOnlyList<ExpressionStep>
{
    private const double LargestAngle = 3;

    private readonly List<ExpressionStep> steps = [];

    /// <summary>The point, of a number of components.</summary>
    public ExpressionSteps(int inputs)
        => Add(new ExpressionStep(inputs, (-1.3, 1.3), "x", (_, nodes) => nodes[0], values => values[0]));

    public int Count => steps.Count;

    public ExpressionStep this[int index] => steps[index];

    public IEnumerator<ExpressionStep> GetEnumerator() => steps.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The last step at a point, without a graph.</summary>
    public double[] Evaluate(double[] x)
    {
        var values = new List<double[]> { x };
        foreach (var step in steps.Skip(1))
            values.Add(step.Evaluate(values));
        return values[^1];
    }

    /// <summary>Writes all steps into a graph.</summary>
    public NodeId Append(GraphBuilder graph, NodeId x)
    {
        var nodes = new List<NodeId> { x };
        foreach (var step in steps.Skip(1))
            nodes.Add(step.Append(graph, nodes));
        return nodes[^1];
    }

    public int Constant(double value)
        => Add(new ExpressionStep(1, (value, value), $"{value:R}", (graph, _) => graph.Literal(value), _ => [value]));

    public int Unary(UnaryOp op, int operand) => Add(new ExpressionStep(
        steps[operand].Size,
        Hull(OperationDomains.Points(steps[operand].Range, 33).Select(x => UnaryFunctions.Evaluate(op, x))),
        $"{op} {operand}",
        (graph, nodes) => graph.Unary(op, nodes[operand]),
        values => [.. values[operand].Select(x => UnaryFunctions.Evaluate(op, x))]));

    public int Binary(BinaryOp op, int left, int right) => Add(new ExpressionStep(
        Math.Max(steps[left].Size, steps[right].Size),
        Hull(from a in OperationDomains.Points(steps[left].Range)
             from b in OperationDomains.Points(steps[right].Range)
             select BinaryFunctions.Evaluate(op, a, b)),
        $"{op} {left} {right}",
        (graph, nodes) => graph.Binary(op, nodes[left], nodes[right]),
        values => Broadcast(values[left], values[right], (a, b) => BinaryFunctions.Evaluate(op, a, b))));

    public int Slice(int operand, int start, int size) => Add(new ExpressionStep(
        size,
        steps[operand].Range,
        $"{operand}[{start}..{start + size}]",
        (graph, nodes) => graph.Slice(nodes[operand], start, size),
        values => values[operand][start..(start + size)]));

    public int Concatenate(IReadOnlyList<int> parts) => Add(new ExpressionStep(
        parts.Sum(part => steps[part].Size),
        Hull(parts.Select(part => steps[part].Range)),
        $"({string.Join(", ", parts)})",
        (graph, nodes) => graph.Concatenate([.. parts.Select(part => nodes[part])]),
        values => [.. parts.SelectMany(part => values[part])]));

    /// <summary>The operand itself where it lies in an interval, else the interval's middle and half of its length times a sine.</summary>
    public int Within(int operand, (double Low, double High) interval)
    {
        var range = steps[operand].Range;
        if (range.Low >= interval.Low && range.High <= interval.High)
            return operand;
        var magnitude = Math.Max(-range.Low, range.High);
        // A function that varies fast has no accurate numerical derivatives.
        var slow = magnitude <= LargestAngle ? operand : Binary(BinaryOp.Multiply, operand, Constant(LargestAngle / magnitude));
        var wave = Unary(UnaryOp.Sine, slow);
        var half = Binary(BinaryOp.Multiply, wave, Constant((interval.High - interval.Low) / 2));
        return Binary(BinaryOp.Add, half, Constant((interval.High + interval.Low) / 2));
    }

    /// <summary>A choice by the first component of a condition.</summary>
    public int Select(int condition, int left, int right) => Add(new ExpressionStep(
        Math.Max(steps[left].Size, steps[right].Size),
        Hull([steps[left].Range, steps[right].Range]),
        $"{condition} ? {left} : {right}",
        (graph, nodes) => graph.Select(nodes[condition], nodes[left], nodes[right]),
        values => Broadcast(values[left], values[right], (a, b) => values[condition][0] != 0 ? a : b)));

    public int Sum(int operand)
    {
        var (size, (low, high)) = (steps[operand].Size, steps[operand].Range);
        return Add(new ExpressionStep(
            1,
            (size * low, size * high),
            $"sum {operand}",
            (graph, nodes) => graph.Sum(nodes[operand]),
            values => [values[operand].Sum()]));
    }

    public int LogSumExp(int operand)
    {
        var (size, (low, high)) = (steps[operand].Size, steps[operand].Range);
        return Add(new ExpressionStep(
            1,
            (Math.Log(size) + low, Math.Log(size) + high),
            $"logsumexp {operand}",
            (graph, nodes) => graph.LogSumExp(nodes[operand]),
            values => [Math.Log(values[operand].Sum(Math.Exp))]));
    }

    /// <summary>W x + b, entries and b within [−1, 1].</summary>
    public int Affine(double[] entries, double[] bias, int operand)
    {
        var (rows, columns) = (bias.Length, steps[operand].Size);
        var bound = 1 + (columns * Math.Max(-steps[operand].Range.Low, steps[operand].Range.High));
        return Add(new ExpressionStep(
            rows,
            (-bound, bound),
            $"affine {operand}",
            (graph, nodes) => graph.Affine(graph.Matrix(entries, rows, columns), graph.Vector(bias), nodes[operand]),
            values => [.. bias.Select((b, i) => b + values[operand].Select((x, j) => entries[(i * columns) + j] * x).Sum())]));
    }

    private int Add(ExpressionStep step)
    {
        steps.Add(step);
        return steps.Count - 1;
    }

    private static double[] Broadcast(double[] left, double[] right, Func<double, double, double> function)
        => [.. Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(
            i => function(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]))];

    private static (double Low, double High) Hull(IEnumerable<double> values) => Hull(values.Select(value => (value, value)));

    private static (double Low, double High) Hull(IEnumerable<(double Low, double High)> ranges)
        => ranges.Aggregate((all, range) => (Math.Min(all.Low, range.Low), Math.Max(all.High, range.High)));
}
