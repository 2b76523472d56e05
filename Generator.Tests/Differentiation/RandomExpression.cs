using CsCheck;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>
/// A random function of a point, as a list of steps, each of which can be written into a graph and, independently of graphs, computed.
/// Operands of operations that are not smooth everywhere are brought into an interval where they are, so that the function is smooth at
/// and near its point.
/// </summary>
internal sealed class RandomExpression
{
    private const double LargestAngle = 3;

    private readonly Random random;
    private readonly List<ExpressionStep> steps = [];

    private RandomExpression(int inputs, int outputs, int length, int seed)
    {
        (Inputs, Outputs, Length, Seed) = (inputs, outputs, length, seed);
        random = new Random(seed);
        Point = [.. Enumerable.Range(0, inputs).Select(_ => Sign() * Between(0.4, 1.2))];
        AddInput();
        while (steps.Count < length)
            AddRandom();
        AddOutput();
        Function = new DifferentiableFunction(inputs, outputs, (graph, x) => Append(graph, x));
    }

    /// <summary>One to six inputs and outputs.</summary>
    public static Gen<RandomExpression> Any { get; } =
        from inputs in Gen.Int[1, 6]
        from outputs in Gen.Int[1, 6]
        from length in Gen.Int[2, 14]
        from seed in Gen.Int[0, 1 << 20]
        select new RandomExpression(inputs, outputs, length, seed);

    public int Inputs { get; }

    public int Outputs { get; }

    public int Length { get; }

    public int Seed { get; }

    public double[] Point { get; }

    public DifferentiableFunction Function { get; }

    /// <summary>The point, and directions of the point ("v", "u") and of the outputs ("w").</summary>
    public Dictionary<string, double[][]> Arguments()
    {
        var draws = new Random(Seed + 1);
        return new()
        {
            [ModelFunctions.Point] = [Point],
            [ModelFunctions.Tangent] = [Vector(Inputs)],
            ["u"] = [Vector(Inputs)],
            [ModelFunctions.Cotangent] = [Vector(Outputs)],
        };

        double[] Vector(int size) => [.. Enumerable.Range(0, size).Select(_ => (2 * draws.NextDouble()) - 1)];
    }

    /// <summary>F(x) without a graph.</summary>
    public double[] Evaluate(double[] x)
    {
        var values = new List<double[]> { x };
        foreach (var step in steps.Skip(1))
            values.Add(step.Evaluate(values));
        return values[^1];
    }

    public override string ToString()
        => $"{Inputs} to {Outputs}, length {Length}, seed {Seed}: {string.Join("; ", steps.Select(step => step.Text))}";

    private NodeId Append(GraphBuilder graph, NodeId x)
    {
        var nodes = new List<NodeId> { x };
        foreach (var step in steps.Skip(1))
            nodes.Add(step.Append(graph, nodes));
        return nodes[^1];
    }

    private void AddInput() => steps.Add(new ExpressionStep(Inputs, (-1.3, 1.3), "x", (_, nodes) => nodes[0], values => values[0]));

    /// <summary>The last steps, as many components as are asked for, and not the input alone.</summary>
    private void AddOutput()
    {
        var parts = new List<int>();
        for (int i = steps.Count - 1, size = 0; size < Outputs; size += steps[i].Size, i = Math.Max(i - 1, 0))
            parts.Add(i);
        var whole = Concatenate(parts);
        Slice(whole, steps[whole].Size - Outputs, Outputs);
    }

    private void AddRandom()
    {
        switch (random.Next(12))
        {
            case < 3:
                var unary = Pick<UnaryOp>();
                Unary(unary, Within(Operand(), OperationDomains.Of(unary)));
                break;
            case < 7:
                AddBinary();
                break;
            case 7:
                AddSelect();
                break;
            case 8:
                var sliced = Operand();
                var start = random.Next(steps[sliced].Size);
                Slice(sliced, start, random.Next(1, steps[sliced].Size - start + 1));
                break;
            case 9:
                Concatenate([.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Operand())]);
                break;
            case 10:
                AddReduction();
                break;
            default:
                AddAffine(Operand());
                break;
        }
    }

    private void AddBinary()
    {
        var op = Pick<BinaryOp>();
        var left = Operand();
        var domains = OperationDomains.Of(op);
        var (leftDomain, rightDomain) = domains[random.Next(domains.Count)];
        if (op == BinaryOp.Power && random.Next(2) == 0)
        {
            // Whole exponents, of bases of both signs.
            Binary(op, Within(left, Sign() > 0 ? (0.7, 1.5) : (-1.5, -0.7)), Constant(random.Next(-8, 9)));
            return;
        }

        var right = random.Next(4) == 0 ? Constant(Between(rightDomain.Low, rightDomain.High)) : Partner(left);
        Binary(op, Within(left, leftDomain), Within(right, rightDomain));
    }

    /// <summary>A choice by the signs of the point's components, none of which is near 0.</summary>
    private void AddSelect()
    {
        var left = Operand();
        var right = Partner(left);
        var component = Slice(0, random.Next(Inputs), 1);
        var condition = Binary(random.Next(2) == 0 ? BinaryOp.Less : BinaryOp.LessOrEqual, component, Constant(0));
        if (random.Next(2) == 0)
            condition = Unary(UnaryOp.Not, condition);
        if (random.Next(2) == 0)
        {
            var other = Binary(BinaryOp.Less, Constant(0), Slice(0, random.Next(Inputs), 1));
            condition = Binary(random.Next(2) == 0 ? BinaryOp.And : BinaryOp.Or, condition, other);
        }

        steps.Add(new ExpressionStep(
            Math.Max(steps[left].Size, steps[right].Size),
            Hull([steps[left].Range, steps[right].Range]),
            $"{condition} ? {left} : {right}",
            (graph, nodes) => graph.Select(nodes[condition], nodes[left], nodes[right]),
            values => Broadcast(values[left], values[right], (a, b) => values[condition][0] != 0 ? a : b)));
    }

    private void AddReduction()
    {
        var operand = Operand();
        var size = steps[operand].Size;
        if (random.Next(2) == 0)
        {
            steps.Add(new ExpressionStep(
                1,
                (size * steps[operand].Range.Low, size * steps[operand].Range.High),
                $"sum {operand}",
                (graph, nodes) => graph.Sum(nodes[operand]),
                values => [values[operand].Sum()]));
        }
        else
        {
            steps.Add(new ExpressionStep(
                1,
                (Math.Log(size) + steps[operand].Range.Low, Math.Log(size) + steps[operand].Range.High),
                $"logsumexp {operand}",
                (graph, nodes) => graph.LogSumExp(nodes[operand]),
                values => [Math.Log(values[operand].Sum(Math.Exp))]));
        }
    }

    private void AddAffine(int operand)
    {
        var (rows, columns) = (random.Next(1, 5), steps[operand].Size);
        double[] entries = [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(3) == 0 ? 0 : Between(-1, 1))];
        double[] bias = [.. Enumerable.Range(0, rows).Select(_ => Between(-1, 1))];
        var bound = 1 + (columns * Math.Max(-steps[operand].Range.Low, steps[operand].Range.High));
        steps.Add(new ExpressionStep(
            rows,
            (-bound, bound),
            $"affine {operand}",
            (graph, nodes) => graph.Affine(graph.Matrix(entries, rows, columns), graph.Vector(bias), nodes[operand]),
            values => [.. bias.Select((b, i) => b + values[operand].Select((x, j) => entries[(i * columns) + j] * x).Sum())]));
    }

    private int Constant(double value)
    {
        steps.Add(new ExpressionStep(1, (value, value), $"{value:R}", (graph, _) => graph.Literal(value), _ => [value]));
        return steps.Count - 1;
    }

    private int Unary(UnaryOp op, int operand)
    {
        steps.Add(new ExpressionStep(
            steps[operand].Size,
            Hull(OperationDomains.Points(steps[operand].Range, 33).Select(x => UnaryFunctions.Evaluate(op, x))),
            $"{op} {operand}",
            (graph, nodes) => graph.Unary(op, nodes[operand]),
            values => [.. values[operand].Select(x => UnaryFunctions.Evaluate(op, x))]));
        return steps.Count - 1;
    }

    private int Binary(BinaryOp op, int left, int right)
    {
        steps.Add(new ExpressionStep(
            Math.Max(steps[left].Size, steps[right].Size),
            Hull(from a in OperationDomains.Points(steps[left].Range)
                 from b in OperationDomains.Points(steps[right].Range)
                 select BinaryFunctions.Evaluate(op, a, b)),
            $"{op} {left} {right}",
            (graph, nodes) => graph.Binary(op, nodes[left], nodes[right]),
            values => Broadcast(values[left], values[right], (a, b) => BinaryFunctions.Evaluate(op, a, b))));
        return steps.Count - 1;
    }

    private int Slice(int operand, int start, int size)
    {
        steps.Add(new ExpressionStep(
            size,
            steps[operand].Range,
            $"{operand}[{start}..{start + size}]",
            (graph, nodes) => graph.Slice(nodes[operand], start, size),
            values => values[operand][start..(start + size)]));
        return steps.Count - 1;
    }

    private int Concatenate(IReadOnlyList<int> parts)
    {
        steps.Add(new ExpressionStep(
            parts.Sum(part => steps[part].Size),
            Hull(parts.Select(part => steps[part].Range)),
            $"({string.Join(", ", parts)})",
            (graph, nodes) => graph.Concatenate([.. parts.Select(part => nodes[part])]),
            values => [.. parts.SelectMany(part => values[part])]));
        return steps.Count - 1;
    }

    /// <summary>The operand itself where it lies in an interval, else the interval's middle and half of its length times a sine.</summary>
    private int Within(int operand, (double Low, double High) interval)
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

    private int Operand() => random.Next(3) == 0 ? random.Next(steps.Count) : steps.Count - 1 - random.Next(Math.Min(3, steps.Count));

    /// <summary>An operand of the same size or of one component.</summary>
    private int Partner(int operand)
    {
        var size = steps[operand].Size;
        var fitting = Enumerable.Range(0, steps.Count).Where(i => size == 1 || steps[i].Size == 1 || steps[i].Size == size).ToList();
        return fitting[random.Next(fitting.Count)];
    }

    private T Pick<T>()
        where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return all[random.Next(all.Length)];
    }

    private double Between(double low, double high) => low + ((high - low) * random.NextDouble());

    private int Sign() => random.Next(2) == 0 ? -1 : 1;

    private static double[] Broadcast(double[] left, double[] right, Func<double, double, double> function)
        => [.. Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(
            i => function(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]))];

    private static (double Low, double High) Hull(IEnumerable<double> values) => Hull(values.Select(value => (value, value)));

    private static (double Low, double High) Hull(IEnumerable<(double Low, double High)> ranges)
        => ranges.Aggregate((all, range) => (Math.Min(all.Low, range.Low), Math.Max(all.High, range.High)));
}
