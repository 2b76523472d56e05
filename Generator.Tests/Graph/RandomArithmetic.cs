using CsCheck;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>
/// A random tree of arithmetic on two variables and a few constants, dense in what rules of simplification look for: signs, constant
/// factors, equal operands, small powers, choices.
/// </summary>
internal sealed class RandomArithmetic
{
    private const double Epsilon = 1e-15;
    private const string Choice = "Choose";

    private static readonly UnaryOp[] UnaryOps =
    [
        UnaryOp.Negate, UnaryOp.Negate, UnaryOp.OneMinus, UnaryOp.SquareRoot, UnaryOp.Absolute, UnaryOp.Exponential, UnaryOp.Logarithm,
        UnaryOp.Cosine,
    ];

    private static readonly BinaryOp[] BinaryOps =
    [
        BinaryOp.Add, BinaryOp.Subtract, BinaryOp.Multiply, BinaryOp.Multiply, BinaryOp.Divide, BinaryOp.Minimum, BinaryOp.TowardsOne,
    ];

    private static readonly double[] Constants = [0, 1, -1, 2, 0.5, -3, 7];

    private readonly bool hasChoices;
    private readonly int length;
    private readonly int seed;

    private RandomArithmetic(int length, int seed, double x, double y, bool hasChoices)
    {
        (this.length, this.seed, this.hasChoices) = (length, seed, hasChoices);
        Arguments = new() { ["x"] = [[x]], ["y"] = [[y]] };
    }

    public static Gen<RandomArithmetic> Any { get; } = Drawn(hasChoices: true);

    public static Gen<RandomArithmetic> WithoutChoices { get; } = Drawn(hasChoices: false);

    private static Gen<RandomArithmetic> Drawn(bool hasChoices) =>
        from length in Gen.Int[1, 9]
        from seed in Gen.Int[0, 1 << 24]
        from x in Gen.Double[-2, 2]
        from y in Gen.Double[-2, 2]
        select new RandomArithmetic(length, seed, x, y, hasChoices);

    public Dictionary<string, double[][]> Arguments { get; }

    /// <summary>
    /// Operations of the tree as it stands, equal ones counted once and those of numbers alone not at all; what is
    /// written in others by the rules counts as many as those.
    /// </summary>
    public int Operations => Walk(
        x => (Text: x, IsNumber: false, All: new HashSet<string>()),
        c => (Text: $"{c:R}", IsNumber: true, All: new HashSet<string>()),
        (name, operands) =>
        {
            var text = $"{name}({string.Join(",", operands.Select(operand => operand.Text))})";
            var isNumber = operands.All(operand => operand.IsNumber);
            var all = operands.SelectMany(operand => operand.All).ToHashSet();
            var count = name switch { nameof(BinaryOp.Power) => 6, nameof(BinaryOp.TowardsOne) => 2, _ => 1 };
            if (!isNumber)
                all.UnionWith(Enumerable.Range(0, count).Select(i => $"{text} {i}"));
            return (text, isNumber, all);
        }).All.Count;

    public ComputationGraph Simplified()
    {
        var graph = new GraphBuilder();
        NodeId[] inputs = [graph.Add(new Input("x", 1)), graph.Add(new Input("y", 1))];
        return Simplification.Apply(graph.Build(Walk(
            name => inputs[name == "x" ? 0 : 1],
            value => graph.Literal(value),
            (name, operands) => Enum.TryParse<UnaryOp>(name, out var unary) && operands.Length == 1 ? graph.Unary(unary, operands[0])
                : Enum.TryParse<BinaryOp>(name, out var binary) ? graph.Binary(binary, operands[0], operands[1])
                : graph.Select(graph.Binary(BinaryOp.Less, operands[0], operands[1]), operands[2], operands[3]))));
    }

    /// <summary>The value, and how far rounding can move it when operations are done in another order: an interval's half length.</summary>
    public (double Value, double Error) Evaluate()
    {
        var (value, low, high) = Walk(
            name => Exact(Arguments[name][0][0]),
            Exact,
            (name, operands) => Enum.TryParse<UnaryOp>(name, out var unary) && operands.Length == 1
                ? Widened(operands, at => UnaryFunctions.Evaluate(unary, at[0]))
                : Enum.TryParse<BinaryOp>(name, out var binary)
                    ? Widened(operands, at => BinaryFunctions.Evaluate(binary, at[0], at[1]), HasPole(binary, operands))
                    : Widened(operands, at => at[0] < at[1] ? at[2] : at[3]));
        return (value, high - low);

        static (double, double, double) Exact(double value) => (value, value, value);

        static bool HasPole(BinaryOp op, (double Value, double Low, double High)[] operands) => op switch
        {
            BinaryOp.Divide => operands[1].Low <= 0 && operands[1].High >= 0,
            BinaryOp.Power => operands[0].Low <= 0 && operands[0].High >= 0,
            _ => false,
        };

        static (double, double, double) Widened(
            (double Value, double Low, double High)[] operands, Func<double[], double> function, bool hasPole = false)
        {
            var value = function([.. operands.Select(operand => operand.Value)]);
            var corners = Enumerable.Range(0, 1 << operands.Length)
                .Select(mask => function([.. operands.Select((operand, i) => (mask >> i) % 2 == 0 ? operand.Low : operand.High)]))
                .Append(value)
                .ToList();
            // Operands that cancel leave an error of their own size.
            var rounding = Epsilon * (1 + corners.Max(Math.Abs) + operands.Max(operand => Math.Abs(operand.Value)));
            return hasPole
                ? (value, double.NegativeInfinity, double.PositiveInfinity)
                : (value, corners.Min() - rounding, corners.Max() + rounding);
        }
    }

    public override string ToString() => Walk(
        x => x, c => $"{c:R}", (name, operands) => $"{name}({string.Join(", ", operands)})");

    private T Walk<T>(Func<string, T> variable, Func<double, T> number, Func<string, T[], T> operation)
    {
        var random = new Random(seed);
        var made = new List<T> { variable("x"), variable("y") };
        for (var i = 0; i < length; i++)
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    made.Add(operation($"{UnaryOps[random.Next(UnaryOps.Length)]}", [Any()]));
                    break;
                case 2:
                    made.Add(operation($"{BinaryOp.Power}", [Any(), number(random.Next(-8, 9) / (random.Next(3) == 0 ? 2.0 : 1))]));
                    break;
                case 3 when hasChoices:
                    made.Add(operation(Choice, [made[0], made[1], Any(), random.Next(3) == 0 ? number(0) : Any()]));
                    break;
                default:
                    var op = BinaryOps[random.Next(BinaryOps.Length)];
                    made.Add(operation($"{op}", [Any(), random.Next(3) == 0 ? number(Constants[random.Next(Constants.Length)]) : Any()]));
                    break;
            }
        }

        return made[^1];

        T Any() => made[random.Next(2) == 0 ? made.Count - 1 : random.Next(made.Count)];
    }
}
