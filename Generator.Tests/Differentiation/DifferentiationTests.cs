using CsCheck;
using DslManifolds.Generator.Differentiation;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Tests.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>The two passes, and what they give when one is applied to the other's result, against numerical derivatives.</summary>
public sealed class DifferentiationTests
{
    private const int Iterations = 150;
    private const double Numerical = 1e-8;
    private const double Rounding = 1e-12;

    [Fact]
    public void ValueIsThatOfTheLayers() => Sample((random, arguments) =>
        Close.Assert(random.Value(arguments, Point(arguments)), Evaluate(ModelFunctions.Value(random.Function), arguments), Rounding));

    [Fact]
    public void JvpIsTheDirectionalDerivative() => Sample((random, arguments) =>
    {
        var expected = ReferenceFunctions.Derivative(
            t => random.Value(arguments, Close.Along(Point(arguments), arguments[ModelFunctions.Tangent][0], t)));
        Close.Assert(expected, Evaluate(ModelFunctions.Jvp(random.Function, withValue: false), arguments), Numerical);
    });

    [Fact]
    public void VjpIsTheGradientOfTheWeightedSum() => Sample((random, arguments) =>
    {
        var w = arguments[ModelFunctions.Cotangent][0];
        Close.Assert(
            Gradient(x => Close.Dot(random.Value(arguments, x), w), Point(arguments)),
            Evaluate(ModelFunctions.Vjp(random.Function, withValue: false), arguments),
            Numerical);
    });

    [Fact]
    public void JvpAndVjpAreAdjoint() => Sample((random, arguments) =>
    {
        var (v, w) = (arguments[ModelFunctions.Tangent][0], arguments[ModelFunctions.Cotangent][0]);
        var pushed = Close.Dot(Evaluate(ModelFunctions.Jvp(random.Function, withValue: false), arguments), w);
        var pulled = Close.Dot(v, Evaluate(ModelFunctions.Vjp(random.Function, withValue: false), arguments));
        Close.Assert([pushed], [pulled], Rounding);
    });

    [Fact]
    public void JacobianHasTheVjpsOfTheUnitVectorsAsRows() => Sample((random, arguments) =>
    {
        var rows = GraphInterpreter.Evaluate(ModelFunctions.Jacobian(random.Function, withValue: false), arguments)[0];
        Assert.Equal(random.Mlp.Outputs, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var unit = new Dictionary<string, double[][]>(arguments) { [ModelFunctions.Cotangent] = [Unit(rows.Length, i)] };
            Close.Assert(Evaluate(ModelFunctions.Vjp(random.Function, withValue: false), unit), rows[i], Rounding);
        }
    });

    [Fact]
    public void GramIsJacobianTimesItsTransposeSymmetricAndPositiveSemidefinite() => Sample((random, arguments) =>
    {
        var jacobian = GraphInterpreter.Evaluate(ModelFunctions.Jacobian(random.Function, withValue: false), arguments)[0];
        var gram = ModelFunctions.Gram(random.Function, withValue: false);
        var k = random.Mlp.Outputs;
        var columns = Enumerable.Range(0, k)
            .Select(i => Evaluate(gram, new Dictionary<string, double[][]>(arguments) { [ModelFunctions.Cotangent] = [Unit(k, i)] }))
            .ToArray();
        for (var i = 0; i < k; i++)
        {
            Close.Assert(jacobian.Select(row => Close.Dot(row, jacobian[i])), columns[i], Rounding);
            for (var j = 0; j < k; j++)
                Close.Assert([columns[i][j]], [columns[j][i]], Rounding);
        }

        var w = arguments[ModelFunctions.Cotangent][0];
        var quadratic = Close.Dot(w, Evaluate(gram, arguments));
        Assert.True(quadratic >= -Rounding, $"⟨w, G w⟩ = {quadratic:R}.");
    });

    /// <summary>JVP of the VJP: the Hessian of ⟨F, w⟩ times u, against differences of the gradient.</summary>
    [Fact]
    public void JvpOfVjpIsTheHessianVectorProduct() => Sample((random, arguments) =>
    {
        var hessian = ForwardOverReverse(random.Mlp);
        var gradient = ModelFunctions.Vjp(random.Function, withValue: false);
        var expected = ReferenceFunctions.Derivative(t => Evaluate(gradient, Moved(arguments, arguments["u"][0], t)));
        Close.Assert(expected, Evaluate(hessian, arguments), Numerical);
    });

    /// <summary>VJP of the VJP gives the same product, since the Hessian is symmetric.</summary>
    [Fact]
    public void VjpOfVjpIsTheSameProduct() => Sample((random, arguments) =>
        Close.Assert(Evaluate(ForwardOverReverse(random.Mlp), arguments), Evaluate(ReverseOverReverse(random.Mlp), arguments), 1e-11));

    /// <summary>VJP of the JVP: the gradient of ⟨J v, w⟩, which is the Hessian of ⟨F, w⟩ times v.</summary>
    [Fact]
    public void VjpOfJvpIsTheHessianVectorProduct() => Sample((random, arguments) =>
    {
        var swapped = new Dictionary<string, double[][]>(arguments) { ["u"] = arguments[ModelFunctions.Tangent] };
        Close.Assert(Evaluate(ForwardOverReverse(random.Mlp), swapped), Evaluate(ReverseOverForward(random.Mlp), arguments), 1e-11);
    });

    /// <summary>A third application: derivative of the Hessian-vector product along u.</summary>
    [Fact]
    public void ThirdDerivativesAreThoseOfTheSecond() => Sample((random, arguments) =>
    {
        var (graph, x, u, hessian) = SecondForward(random.Mlp);
        var third = Jvp.Append(graph, hessian, x, u);
        var second = graph.Build(hessian);
        var expected = ReferenceFunctions.Derivative(t => Evaluate(second, Moved(arguments, arguments["u"][0], t)));
        Close.Assert(expected, Evaluate(graph.Build(third!.Value), arguments), 1e-7);
    });

    [Fact]
    public void GraphsOfSecondDerivativesAreSound() => RandomMlp.Any.Sample(
        random =>
        {
            GraphChecks.AssertSound(ForwardOverReverse(random.Mlp));
            GraphChecks.AssertSound(ReverseOverReverse(random.Mlp));
            GraphChecks.AssertSound(ReverseOverForward(random.Mlp));
        },
        iter: Iterations);

    [Fact]
    public void WhatDoesNotDependOnTheInputHasNoDerivative()
    {
        var graph = new GraphBuilder();
        var (x, y) = (graph.Add(new Input("x", 2)), graph.Add(new Input("y", 2)));
        var output = graph.Unary(UnaryOp.Sine, graph.Add(y, graph.Literal(1, 2)));
        Assert.Null(Jvp.Append(graph, output, x, y));
        Assert.Null(Vjp.Append(graph, output, x, y));
    }

    [Fact]
    public void InputIsItsOwnOutput()
    {
        var graph = new GraphBuilder();
        var (x, v) = (graph.Add(new Input("x", 2)), graph.Add(new Input("v", 2)));
        Assert.Equal(v, Jvp.Append(graph, x, x, v));
        Assert.Equal(v, Vjp.Append(graph, x, x, v));
    }

    /// <summary>A node that is used on several paths collects all of their cotangents.</summary>
    [Fact]
    public void PathsAreSummed()
    {
        var graph = new GraphBuilder();
        var (x, v) = (graph.Add(new Input("x", 1)), graph.Add(new Input("v", 1)));
        // x sin x + x² + x
        var output = graph.Add(graph.Add(graph.Multiply(x, graph.Unary(UnaryOp.Sine, x)), graph.Multiply(x, x)), x);
        var (forward, reverse) = (Jvp.Append(graph, output, x, v)!.Value, Vjp.Append(graph, output, x, v)!.Value);
        var arguments = new Dictionary<string, double[][]> { ["x"] = [[0.8]], ["v"] = [[2.0]] };
        double[] expected = [2 * (Math.Sin(0.8) + (0.8 * Math.Cos(0.8)) + 1.6 + 1)];
        Close.Assert(expected, Evaluate(graph.Build(forward), arguments), Rounding);
        Close.Assert(expected, Evaluate(graph.Build(reverse), arguments), Rounding);
    }

    private static void Sample(Action<RandomMlp, Dictionary<string, double[][]>> check)
        => RandomMlp.Any.Sample(random => check(random, random.Arguments()), iter: Iterations);

    private static ComputationGraph ForwardOverReverse(MlpSpec mlp)
    {
        var (graph, _, _, hessian) = SecondForward(mlp);
        return graph.Build(hessian);
    }

    private static (GraphBuilder Graph, NodeId X, NodeId U, NodeId Hessian) SecondForward(MlpSpec mlp)
    {
        var (graph, x, value) = Forward(mlp);
        var u = graph.Add(new Input("u", mlp.Inputs));
        var gradient = Vjp.Append(graph, value, x, graph.Add(new Input(ModelFunctions.Cotangent, mlp.Outputs)))!.Value;
        return (graph, x, u, Jvp.Append(graph, gradient, x, u)!.Value);
    }

    private static ComputationGraph ReverseOverReverse(MlpSpec mlp)
    {
        var (graph, x, value) = Forward(mlp);
        var gradient = Vjp.Append(graph, value, x, graph.Add(new Input(ModelFunctions.Cotangent, mlp.Outputs)))!.Value;
        return graph.Build(Vjp.Append(graph, gradient, x, graph.Add(new Input("u", mlp.Inputs)))!.Value);
    }

    private static ComputationGraph ReverseOverForward(MlpSpec mlp)
    {
        var (graph, x, value) = Forward(mlp);
        var pushed = Jvp.Append(graph, value, x, graph.Add(new Input(ModelFunctions.Tangent, mlp.Inputs)))!.Value;
        return graph.Build(Vjp.Append(graph, pushed, x, graph.Add(new Input(ModelFunctions.Cotangent, mlp.Outputs)))!.Value);
    }

    private static (GraphBuilder Graph, NodeId X, NodeId Value) Forward(MlpSpec mlp)
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input(ModelFunctions.Point, mlp.Inputs));
        return (graph, x, MlpGraph.Append(graph, mlp, x));
    }

    private static double[] Evaluate(ComputationGraph graph, IReadOnlyDictionary<string, double[][]> arguments)
        => Assert.Single(Assert.Single(GraphInterpreter.Evaluate(graph, arguments)));

    private static double[] Point(IReadOnlyDictionary<string, double[][]> arguments) => arguments[ModelFunctions.Point][0];

    private static Dictionary<string, double[][]> Moved(Dictionary<string, double[][]> arguments, double[] direction, double t)
        => new(arguments) { [ModelFunctions.Point] = [Close.Along(Point(arguments), direction, t)] };

    private static double[] Gradient(Func<double[], double> function, double[] x)
        => [.. Enumerable.Range(0, x.Length).Select(
            i => ReferenceFunctions.Derivative(t => [function(Close.Along(x, Unit(x.Length, i), t))])[0])];

    private static double[] Unit(int size, int index) => [.. Enumerable.Range(0, size).Select(i => i == index ? 1.0 : 0.0)];
}
