using CsCheck;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>
/// Derivatives of functions that call operands: two operands F and G and an energy E in closed form, at mapped points, multiplied, mixed
/// and put together at random, against numerical derivatives.
/// </summary>
public sealed class OperandCallTests
{
    private const int Iterations = 300;
    private const double Step = 0.02;
    private const double Numerical = 1e-9;

    [Fact]
    public void ValueIsThatOfTheOperands() => Sample((random, arguments) =>
        Close.Assert(random.Evaluate(random.Point), Single(ModelFunctions.Value(random.Function), arguments), 1e-12));

    [Fact]
    public void JvpIsTheDirectionalDerivative() => Sample((random, arguments) => Near(
        random.Derivative(arguments[ModelFunctions.Tangent][0]),
        Single(ModelFunctions.Jvp(random.Function, withValue: false), arguments)));

    [Fact]
    public void JacobianAndVjpAreThePartialDerivatives() => Sample((random, arguments) =>
    {
        var w = arguments[ModelFunctions.Cotangent][0];
        var jacobian = Evaluate(ModelFunctions.Jacobian(random.Function, withValue: false), arguments);
        var pulled = Single(ModelFunctions.Vjp(random.Function, withValue: false), arguments);
        for (var j = 0; j < RandomOperands.Inputs; j++)
        {
            var column = random.Derivative([.. Enumerable.Range(0, RandomOperands.Inputs).Select(i => i == j ? 1.0 : 0.0)]);
            Near(column, [.. jacobian.Select(row => row[j])]);
            Near([Close.Dot(column, w)], [pulled[j]]);
        }
    });

    [Fact]
    public void GramIsJacobianTimesItsTranspose() => Sample((random, arguments) =>
    {
        var jacobian = Evaluate(ModelFunctions.Jacobian(random.Function, withValue: false), arguments);
        var pulled = Single(ModelFunctions.Vjp(random.Function, withValue: false), arguments);
        var gram = Single(ModelFunctions.Gram(random.Function, withValue: true), arguments, output: 1);
        Near([.. jacobian.Select(row => Close.Dot(row, pulled))], gram);
    });

    /// <summary>An operand's value and derivative are asked for at one point once, however many paths lead there.</summary>
    [Fact]
    public void EqualCallsAreShared() => Sample((random, _) =>
    {
        foreach (var graph in new[]
        {
            ModelFunctions.Vjp(random.Function, withValue: true), ModelFunctions.Jvp(random.Function, withValue: true),
            ModelFunctions.Jacobian(random.Function, withValue: true),
        })
        {
            GraphChecks.AssertSound(graph);
            Assert.True(graph.Nodes.OfType<OperandCall>().Count(call => call.Function == OperandFunction.Value) <= random.Calls);
        }
    });

    /// <summary>Operands have no second derivatives, and a graph that asked for them says so.</summary>
    [Fact]
    public void SecondDerivativesAreRefused()
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input("x", 3));
        var gradient = graph.Call(0, OperandFunction.EnergyGradient, 3, 1, x);
        Assert.Throws<NotSupportedException>(() => DslManifolds.Generator.Differentiation.Vjp.Append(graph, gradient, x, graph.Literal(1, 3)));
        Assert.Throws<NotSupportedException>(() => DslManifolds.Generator.Differentiation.Jvp.Append(graph, gradient, x, x));
    }

    private static void Sample(Action<RandomOperands, Dictionary<string, double[][]>> check)
        => RandomOperands.Any.Sample(random => check(random, random.Arguments()), iter: Iterations);

    private static double[][] Evaluate(ComputationGraph graph, IReadOnlyDictionary<string, double[][]> arguments, int output = 0)
        => GraphInterpreter.Evaluate(graph, arguments, RandomOperands.Call)[output];

    private static double[] Single(ComputationGraph graph, IReadOnlyDictionary<string, double[][]> arguments, int output = 0)
        => Assert.Single(Evaluate(graph, arguments, output));

    private static void Near(double[] expected, double[] actual)
    {
        var difference = Close.Along(expected, actual, -1);
        var error = Math.Sqrt(Close.Dot(difference, difference)) / (1 + Math.Sqrt(Close.Dot(expected, expected)));
        Assert.True(error <= Numerical, $"Error {error:g2}.");
    }

    /// <summary>A list of terms of operands at mapped points, each a product, a mixture of energies or a value alone, put together.</summary>
    private sealed class RandomOperands
    {
        public const int Inputs = 3;

        private readonly List<(Func<GraphBuilder, NodeId, NodeId> Append, Func<double[], double[]> Evaluate)> terms = [];
        private readonly int seed;

        private RandomOperands(int count, int seed)
        {
            this.seed = seed;
            var random = new Random(seed);
            Point = Draw(random, Inputs);
            for (var i = 0; i < count; i++)
                AddTerm(random);
            Function = new DifferentiableFunction(
                Inputs, Evaluate(Point).Length, (graph, x) => graph.Concatenate([.. terms.Select(term => term.Append(graph, x))]));
        }

        public static Gen<RandomOperands> Any { get; } =
            from count in Gen.Int[1, 4]
            from seed in Gen.Int[0, 1 << 20]
            select new RandomOperands(count, seed);

        public int Calls { get; private set; }

        public double[] Point { get; }

        public DifferentiableFunction Function { get; }

        /// <summary>F(y) = (y₀² + sin y₁ y₂, y₀ e^(y₂/2)), G(y) = |y|² − 1, E(y) = cos y₀ + y₁⁴/4 + y₁ y₂, and their derivatives.</summary>
        public static double[][] Call(OperandCall call, IReadOnlyList<double[]> arguments)
        {
            var y = arguments[0];
            double[][] rows = call.Operand == 0
                ?
                [
                    [2 * y[0], y[2] * Math.Cos(y[1] * y[2]), y[1] * Math.Cos(y[1] * y[2])],
                    [Math.Exp(y[2] / 2), 0, 0.5 * y[0] * Math.Exp(y[2] / 2)],
                ]
                : [[2 * y[0], 2 * y[1], 2 * y[2]]];
            return call.Function switch
            {
                OperandFunction.Value => [Value(call.Operand, y)],
                OperandFunction.Jvp => [[.. rows.Select(row => Close.Dot(row, arguments[1]))]],
                OperandFunction.Vjp => [[.. Enumerable.Range(0, Inputs).Select(j => rows.Select((row, i) => row[j] * arguments[1][i]).Sum())]],
                OperandFunction.Jacobian => rows,
                OperandFunction.Energy => [[Energy(y)]],
                OperandFunction.EnergyGradient => [[-Math.Sin(y[0]), Math.Pow(y[1], 3) + y[2], y[1]]],
                _ => throw new NotSupportedException($"{call.Function}"),
            };
        }

        public double[] Evaluate(double[] x) => [.. terms.SelectMany(term => term.Evaluate(x))];

        public double[] Derivative(double[] direction)
            => ReferenceFunctions.Derivative(t => Evaluate(Close.Along(Point, direction, t)), Step);

        public Dictionary<string, double[][]> Arguments()
        {
            var random = new Random(seed + 1);
            return new()
            {
                [ModelFunctions.Point] = [Point],
                [ModelFunctions.Tangent] = [Draw(random, Inputs)],
                [ModelFunctions.Cotangent] = [Draw(random, Function.Outputs)],
            };
        }

        private static double[] Value(int operand, double[] y) => operand == 0
            ? [(y[0] * y[0]) + Math.Sin(y[1] * y[2]), y[0] * Math.Exp(y[2] / 2)]
            : [Close.Dot(y, y) - 1];

        private static double Energy(double[] y) => Math.Cos(y[0]) + (Math.Pow(y[1], 4) / 4) + (y[1] * y[2]);

        private static double[] Draw(Random random, int size) => [.. Enumerable.Range(0, size).Select(_ => (2 * random.NextDouble()) - 1)];

        private static NodeId Value(GraphBuilder graph, int operand, NodeId point)
            => graph.Call(operand, OperandFunction.Value, Inputs, operand == 0 ? 2 : 1, point);

        private static NodeId Energy(GraphBuilder graph, NodeId point) => graph.Call(2, OperandFunction.Energy, Inputs, 1, point);

        private void AddTerm(Random random)
        {
            var (offset, matrix) = (Draw(random, Inputs), Draw(random, Inputs * Inputs));
            var isTurned = random.Next(2) == 0;
            NodeId Mapped(GraphBuilder graph, NodeId x) => isTurned
                ? graph.Affine(graph.Matrix(matrix, Inputs, Inputs), null, x)
                : graph.Subtract(x, graph.Vector(offset));
            double[] MappedValue(double[] x) => isTurned
                ? [.. Enumerable.Range(0, Inputs).Select(i => Close.Dot(matrix[(Inputs * i)..(Inputs * (i + 1))], x))]
                : Close.Along(x, offset, -1);

            var first = random.Next(2);
            switch (random.Next(3))
            {
                case 0:
                    Calls++;
                    terms.Add(((graph, x) => Value(graph, first, Mapped(graph, x)), x => Value(first, MappedValue(x))));
                    break;
                case 1:
                    Calls += 2;
                    terms.Add((
                        (graph, x) => graph.Multiply(Value(graph, first, Mapped(graph, x)), Value(graph, 1, x)),
                        x => [.. Value(first, MappedValue(x)).Select(value => value * Value(1, x)[0])]));
                    break;
                default:
                    terms.Add((
                        (graph, x) => graph.Negate(graph.LogSumExp(graph.Subtract(
                            graph.Vector([-0.3, 0.2]),
                            graph.Concatenate([Energy(graph, x), Energy(graph, Mapped(graph, x))])))),
                        x => [-Math.Log(Math.Exp(-0.3 - Energy(x)) + Math.Exp(0.2 - Energy(MappedValue(x))))]));
                    break;
            }
        }
    }
}
