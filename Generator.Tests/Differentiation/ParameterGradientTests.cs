using CsCheck;
using DslManifolds.Generator.Differentiation;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Tests.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>Losses of one sample and their gradients in the parameters, against the formulas and numerical derivatives.</summary>
public sealed class ParameterGradientTests
{
    private const int Iterations = 60;
    private const double Step = 0.05;
    private const double Numerical = 1e-7;
    private const double Rounding = 1e-12;

    /// <summary>With η above ‖Jᵀ v‖, and with η below it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ManifoldGradientsAreThoseOfTheLoss(bool penalized) => Sample((function, arguments) =>
        CheckManifold(function, arguments, penalized));

    [Fact]
    public void EnergyGradientsAreThoseOfTheLoss() => Sample((function, arguments) =>
    {
        // Outputs beyond the first are left aside: an energy has one.
        CheckEnergy(new DifferentiableFunction(function.Inputs, 1, (graph, x) => graph.Slice(function.Append(graph, x), 0, 1)), arguments);
    });

    [Fact]
    public void NumbersOfExpressionsHaveGradients()
    {
        var arguments = new Dictionary<string, double[][]>
        {
            ["a"] = [[0.7]],
            ["b"] = [[-1.3]],
            ["unused"] = [[5]],
            [ModelFunctions.Point] = [[0.4, 0.9]],
            [ModelFunctions.Cotangent] = [[0.6, -0.8]],
        };
        CheckManifold(Expressions, arguments, penalized: true);
        CheckManifold(Expressions, arguments, penalized: false);
        CheckEnergy(new DifferentiableFunction(2, 1, (graph, x) => graph.Sum(Expressions.Append(graph, x))), arguments);
    }

    [Fact]
    public void GraphsAreSound() => RandomMlp.Any.Sample(
        random =>
        {
            GraphChecks.AssertSound(TrainingFunctions.Manifold(random.Function).Graph);
            if (random.Mlp.Outputs == 1)
                GraphChecks.AssertSound(TrainingFunctions.Energy(random.Function).Graph);
        },
        iter: Iterations);

    /// <summary>Two products for each matrix, one through F and one through its derivative; a bias never stands in the second.</summary>
    [Fact]
    public void FactorsAreShared()
    {
        var mlp = new MlpSpec(2, new EquatableArray<int>([8, 8, 8]), 1, ActivationKind.Silu);
        var training = TrainingFunctions.Manifold(RandomMlp.Of(mlp));
        Assert.Equal(
            ["0.weight", "0.weight", "0.bias", "2.weight", "2.weight", "2.bias", "4.weight", "4.weight", "4.bias", "6.weight", "6.bias"],
            training.Terms.Select(term => term.Parameter));
        // For the first three matrices, in the order of the terms: F's cotangent and a, then the derivative's cotangent and its own
        // cotangent. The last matrix is a row, which has one vector, and its bias one number.
        Assert.Equal((8 + 2) + (8 + 2) + (8 + 8) + (8 + 8) + (8 + 8) + (8 + 8) + 8 + 1, training.Factors);
        Assert.Equal(training.Factors, training.Graph[training.Graph.Outputs[2]].Shape.Size);
    }

    /// <summary>‖u‖ has no gradient where u = 0; there it counts as 0, and nothing is divided by it.</summary>
    [Fact]
    public void RankPenaltyHasNoGradientWhereTheDerivativeVanishes()
    {
        var arguments = new Dictionary<string, double[][]>
        {
            ["0.weight"] = [[0, 0], [0, 0]],
            ["0.bias"] = [[0, 0]],
            [ModelFunctions.Point] = [[0.4, 0.9]],
            [ModelFunctions.Cotangent] = [[0.6, -0.8]],
        };
        var linear = RandomMlp.Of(new MlpSpec(2, EquatableArray<int>.Empty, 2, ActivationKind.Silu));
        var training = TrainingFunctions.Manifold(linear);
        var outputs = GraphInterpreter.Evaluate(training.Graph, WithSettings(arguments, 3));
        Close.Assert([0, 0.25 * 9], [outputs[0][0][0], outputs[1][0][0]], Rounding);
        Assert.All(Gradient(training, arguments, outputs[2][0]).Values.SelectMany(rows => rows).SelectMany(row => row), entry => Assert.Equal(0, entry));
    }

    [Fact]
    public void SeveralVectorsAtOnceAreRefused()
    {
        var graph = new GraphBuilder();
        var rows = graph.StackRows([graph.Add(new Input("x", 2)), graph.Add(new Input("y", 2))]);
        var output = graph.Affine(graph.Add(new Parameter("W", 3, 2)), null, rows);
        Assert.Throws<NotSupportedException>(() => ParameterGradients.Append(graph, [(output, output)]));
    }

    [Fact]
    public void WithoutParametersThereIsNoGradient()
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input("x", 2));
        Assert.Empty(ParameterGradients.Append(graph, [(graph.Multiply(x, x), x)]));
    }

    /// <summary>(sin(a x₀) + b √(x₁² + a²), max(a, x₀) e^(b x₁) + a).</summary>
    private static DifferentiableFunction Expressions { get; } = new(2, 2, (graph, x) =>
    {
        graph.Add(new Parameter("unused", 1, 1));
        var (a, b) = (graph.Add(new Parameter("a", 1, 1)), graph.Add(new Parameter("b", 1, 1)));
        var (x0, x1) = (graph.Slice(x, 0, 1), graph.Slice(x, 1, 1));
        var root = graph.Unary(UnaryOp.SquareRoot, graph.Add(graph.Multiply(x1, x1), graph.Multiply(a, a)));
        return graph.Concatenate(
        [
            graph.Add(graph.Unary(UnaryOp.Sine, graph.Multiply(a, x0)), graph.Multiply(b, root)),
            graph.Add(
                graph.Multiply(
                    graph.Binary(BinaryOp.Maximum, a, x0), graph.Unary(UnaryOp.Exponential, graph.Multiply(b, x1))),
                a),
        ]);
    });

    private static void Sample(Action<DifferentiableFunction, Dictionary<string, double[][]>> check) => RandomMlp.Any.Sample(
        random => check(random.Function, random.Arguments()), iter: Iterations);

    private static void CheckManifold(DifferentiableFunction function, Dictionary<string, double[][]> arguments, bool penalized)
    {
        const double RankWeight = 1.7;
        var training = TrainingFunctions.Manifold(function);
        var plain = ModelFunctions.Vjp(function, withValue: true);
        if (function.Outputs == 1)
            arguments = new(arguments) { [ModelFunctions.Cotangent] = [[-1]] };
        var length = Length(GraphInterpreter.Evaluate(plain, arguments)[1][0]);
        var minSingularValue = penalized ? 1 + (2 * length) : 0;
        double[] Losses(IReadOnlyDictionary<string, double[][]> at)
        {
            var outputs = GraphInterpreter.Evaluate(plain, at);
            var hinge = Math.Max(0, minSingularValue - Length(outputs[1][0]));
            return [0.25 * Close.Dot(outputs[0][0], outputs[0][0]), 0.25 * hinge * hinge];
        }

        // ‖u‖ bends sharply where it is short: differences must not reach there.
        Check(
            training,
            WithSettings(arguments, minSingularValue, RankWeight),
            Losses,
            parts => parts[0] + (RankWeight * parts[1]),
            Math.Min(Step, length / 10));
    }

    private static void CheckEnergy(DifferentiableFunction function, Dictionary<string, double[][]> arguments)
    {
        var training = TrainingFunctions.Energy(function);
        var plain = ModelFunctions.Value(function);
        foreach (var sign in new[] { 1.0, -1.0 })
        {
            double[] Losses(IReadOnlyDictionary<string, double[][]> at)
            {
                var energy = GraphInterpreter.Evaluate(plain, at)[0][0][0];
                return [0.25 * energy, 0.25 * energy * energy];
            }

            Check(training, WithSettings(arguments, sign: sign), Losses, parts => (sign * parts[0]) + (0.3 * parts[1]), Step);
        }
    }

    private static void Check(
        TrainingGraph training,
        Dictionary<string, double[][]> arguments,
        Func<IReadOnlyDictionary<string, double[][]>, double[]> losses,
        Func<double[], double> total,
        double step)
    {
        var outputs = GraphInterpreter.Evaluate(training.Graph, arguments);
        Close.Assert(losses(arguments), outputs.Take(2).Select(loss => loss[0][0]), Rounding);
        var gradient = Gradient(training, arguments, outputs[2][0]);
        foreach (var parameter in arguments.Keys.Where(name => char.IsDigit(name[0]) || name is "a" or "b"))
        {
            for (var i = 0; i < arguments[parameter].Length; i++)
            {
                for (var j = 0; j < arguments[parameter][i].Length; j++)
                {
                    var expected = ReferenceFunctions.Derivative(
                        t => [total(losses(new Dictionary<string, double[][]>(arguments)
                        {
                            [parameter] = Moved(arguments[parameter], i, j, t),
                        }))],
                        step);
                    var actual = gradient.TryGetValue(parameter, out var rows) ? rows[i][j] : 0;
                    Close.Assert(expected, [actual], Numerical);
                }
            }
        }
    }

    private static Dictionary<string, double[][]> WithSettings(
        Dictionary<string, double[][]> arguments, double minSingularValue = 0, double rankWeight = 1, double sign = 1) => new(arguments)
        {
            [TrainingFunctions.Direction] = arguments[ModelFunctions.Cotangent],
            [TrainingFunctions.Weight] = [[0.25]],
            [TrainingFunctions.MinSingularValue] = [[minSingularValue]],
            [TrainingFunctions.RankWeight] = [[rankWeight]],
            [TrainingFunctions.Border] = [[0]],
            [TrainingFunctions.Sign] = [[sign]],
            [TrainingFunctions.EnergyWeight] = [[0.3]],
        };

    private static Dictionary<string, double[][]> Gradient(
        TrainingGraph training, IReadOnlyDictionary<string, double[][]> arguments, double[] factors)
    {
        var gradient = new Dictionary<string, double[][]>();
        foreach (var term in training.Terms)
        {
            var (rows, columns) = (arguments[term.Parameter].Length, arguments[term.Parameter][0].Length);
            double[][] part = term.Right is { } right
                ? [.. Part(term.Left, rows).Select(a => Part(right, columns).Select(b => a * b).ToArray())]
                : [Part(term.Left, columns)];
            gradient[term.Parameter] = gradient.TryGetValue(term.Parameter, out var sum)
                ? [.. sum.Zip(part, (a, b) => Close.Along(a, b, 1))]
                : part;
        }

        return gradient;

        double[] Part(int start, int count) => factors[start..(start + count)];
    }

    private static double Length(double[] vector) => Math.Sqrt(Close.Dot(vector, vector));

    private static double[][] Moved(double[][] matrix, int row, int column, double t)
        => [.. matrix.Select((entries, i) => entries.Select((entry, j) => (i, j) == (row, column) ? entry + t : entry).ToArray())];
}
