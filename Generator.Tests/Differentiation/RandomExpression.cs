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
    private readonly Random random;
    private readonly ExpressionSteps steps;

    private RandomExpression(int inputs, int outputs, int length, int seed)
    {
        (Inputs, Outputs, Length, Seed) = (inputs, outputs, length, seed);
        random = new Random(seed);
        Point = [.. Enumerable.Range(0, inputs).Select(_ => Sign() * Between(0.4, 1.2))];
        steps = new ExpressionSteps(inputs);
        while (steps.Count < length)
            AddRandom();
        AddOutput();
        Function = new DifferentiableFunction(inputs, outputs, steps.Append);
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
    public double[] Evaluate(double[] x) => steps.Evaluate(x);

    public override string ToString()
        => $"{Inputs} to {Outputs}, length {Length}, seed {Seed}: {string.Join("; ", steps.Select(step => step.Text))}";

    /// <summary>The last steps, as many components as are asked for, and not the input alone.</summary>
    private void AddOutput()
    {
        var parts = new List<int>();
        for (int i = steps.Count - 1, size = 0; size < Outputs; size += steps[i].Size, i = Math.Max(i - 1, 0))
            parts.Add(i);
        var whole = steps.Concatenate(parts);
        steps.Slice(whole, steps[whole].Size - Outputs, Outputs);
    }

    private void AddRandom()
    {
        switch (random.Next(12))
        {
            case < 3:
                var unary = Pick<UnaryOp>();
                steps.Unary(unary, steps.Within(Operand(), OperationDomains.Of(unary)));
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
                steps.Slice(sliced, start, random.Next(1, steps[sliced].Size - start + 1));
                break;
            case 9:
                steps.Concatenate([.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Operand())]);
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
            steps.Binary(op, steps.Within(left, Sign() > 0 ? (0.7, 1.5) : (-1.5, -0.7)), steps.Constant(random.Next(-8, 9)));
            return;
        }

        var right = random.Next(4) == 0 ? steps.Constant(Between(rightDomain.Low, rightDomain.High)) : Partner(left);
        steps.Binary(op, steps.Within(left, leftDomain), steps.Within(right, rightDomain));
    }

    /// <summary>A choice by the signs of the point's components, none of which is near 0.</summary>
    private void AddSelect()
    {
        var left = Operand();
        var right = Partner(left);
        var component = steps.Slice(0, random.Next(Inputs), 1);
        var condition = steps.Binary(random.Next(2) == 0 ? BinaryOp.Less : BinaryOp.LessOrEqual, component, steps.Constant(0));
        if (random.Next(2) == 0)
            condition = steps.Unary(UnaryOp.Not, condition);
        if (random.Next(2) == 0)
        {
            var other = steps.Binary(BinaryOp.Less, steps.Constant(0), steps.Slice(0, random.Next(Inputs), 1));
            condition = steps.Binary(random.Next(2) == 0 ? BinaryOp.And : BinaryOp.Or, condition, other);
        }

        steps.Select(condition, left, right);
    }

    private void AddReduction()
    {
        var operand = Operand();
        if (random.Next(2) == 0)
            steps.Sum(operand);
        else
            steps.LogSumExp(operand);
    }

    private void AddAffine(int operand)
    {
        var (rows, columns) = (random.Next(1, 5), steps[operand].Size);
        double[] entries = [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(3) == 0 ? 0 : Between(-1, 1))];
        double[] bias = [.. Enumerable.Range(0, rows).Select(_ => Between(-1, 1))];
        steps.Affine(entries, bias, operand);
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
}
