using CsCheck;
using DslManifolds.Generator.Differentiation;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>
/// Value and derivatives of random expressions, all operations of the graph among them, against the same expressions computed without a
/// graph and their numerical derivatives.
/// </summary>
public sealed class ExpressionDerivativeTests
{
    private const int Iterations = 500;

    // Small, since compositions of many functions can vary fast; extrapolation makes up for what differences lose by rounding.
    private const double Step = 0.02;
    private const double Numerical = 1e-9;
    private const double Rounding = 1e-11;

    [Fact]
    public void ValueIsThatOfTheExpression() => Sample((expression, arguments) =>
        Near(expression.Evaluate(expression.Point), Evaluate(ModelFunctions.Value(expression.Function), arguments), Rounding));

    [Fact]
    public void JvpIsTheDirectionalDerivative() => Sample((expression, arguments) => Near(
        Derivative(expression, arguments[ModelFunctions.Tangent][0]),
        Evaluate(ModelFunctions.Jvp(expression.Function, withValue: false), arguments),
        Numerical));

    [Fact]
    public void JacobianHasThePartialDerivativesAsColumns() => Sample((expression, arguments) =>
    {
        var jacobian = GraphInterpreter.Evaluate(ModelFunctions.Jacobian(expression.Function, withValue: false), arguments)[0];
        for (var j = 0; j < expression.Inputs; j++)
            Near(Derivative(expression, Unit(expression.Inputs, j)), [.. jacobian.Select(row => row[j])], Numerical);
    });

    [Fact]
    public void VjpIsTheGradientOfTheWeightedSum() => Sample((expression, arguments) =>
    {
        var w = arguments[ModelFunctions.Cotangent][0];
        double[] expected = [.. Enumerable.Range(0, expression.Inputs).Select(
            j => Close.Dot(Derivative(expression, Unit(expression.Inputs, j)), w))];
        Near(expected, Evaluate(ModelFunctions.Vjp(expression.Function, withValue: false), arguments), Numerical);
    });

    [Fact]
    public void JvpAndVjpAreAdjoint() => Sample((expression, arguments) =>
    {
        var (v, w) = (arguments[ModelFunctions.Tangent][0], arguments[ModelFunctions.Cotangent][0]);
        var pushed = Evaluate(ModelFunctions.Jvp(expression.Function, withValue: false), arguments);
        var pulled = Evaluate(ModelFunctions.Vjp(expression.Function, withValue: false), arguments);
        Assert.True(
            Math.Abs(Close.Dot(pushed, w) - Close.Dot(v, pulled)) <= Rounding * (1 + (Norm(pushed) * Norm(w)) + (Norm(v) * Norm(pulled))),
            $"⟨J v, w⟩ = {Close.Dot(pushed, w):R}, ⟨v, Jᵀ w⟩ = {Close.Dot(v, pulled):R}.");
    });

    [Fact]
    public void GramIsJacobianTimesItsTranspose() => Sample((expression, arguments) =>
    {
        var jacobian = GraphInterpreter.Evaluate(ModelFunctions.Jacobian(expression.Function, withValue: false), arguments)[0];
        var pulled = Evaluate(ModelFunctions.Vjp(expression.Function, withValue: false), arguments);
        double[] expected = [.. jacobian.Select(row => Close.Dot(row, pulled))];
        var gram = Evaluate(ModelFunctions.Gram(expression.Function, withValue: false), arguments);
        var scale = 1 + jacobian.Sum(row => Close.Dot(row, row));
        Assert.True(Distance(expected, gram) <= Rounding * scale, $"{Distance(expected, gram):g2} apart at scale {scale:g2}.");
    });

    /// <summary>JVP of the VJP: the Hessian of ⟨F, w⟩ times u, against differences of the gradient.</summary>
    [Fact]
    public void JvpOfVjpIsTheHessianVectorProduct() => Sample((expression, arguments) =>
    {
        var gradient = ModelFunctions.Vjp(expression.Function, withValue: false);
        var expected = ReferenceFunctions.Derivative(
            t => Evaluate(gradient, new Dictionary<string, double[][]>(arguments)
            {
                [ModelFunctions.Point] = [Close.Along(expression.Point, arguments["u"][0], t)],
            }),
            Step);
        Near(expected, Hessian(expression, arguments, arguments["u"][0]), 10 * Numerical);
    });

    /// <summary>⟨v, H u⟩ = ⟨u, H v⟩, and the VJP of the VJP gives the same product.</summary>
    [Fact]
    public void HessiansAreSymmetric() => Sample((expression, arguments) =>
    {
        var (u, v) = (arguments["u"][0], arguments[ModelFunctions.Tangent][0]);
        var (hu, hv) = (Hessian(expression, arguments, u), Hessian(expression, arguments, v));
        var scale = 1 + (Norm(v) * Norm(hu)) + (Norm(u) * Norm(hv));
        Assert.True(
            Math.Abs(Close.Dot(v, hu) - Close.Dot(u, hv)) <= 100 * Rounding * scale,
            $"⟨v, H u⟩ = {Close.Dot(v, hu):R}, ⟨u, H v⟩ = {Close.Dot(u, hv):R}.");

        var (graph, x, pulled) = Gradient(expression);
        var again = Vjp.Append(graph, pulled, x, graph.Add(new Input("u", expression.Inputs)))
            ?? graph.Literal(0, expression.Inputs);
        Near(hu, Evaluate(graph.Build(again), arguments), 100 * Rounding);
    });

    [Fact]
    public void GraphsAreSound() => Sample((expression, _) =>
    {
        var function = expression.Function;
        GraphChecks.AssertSound(ModelFunctions.Value(function));
        GraphChecks.AssertSound(ModelFunctions.Jvp(function, withValue: true));
        GraphChecks.AssertSound(ModelFunctions.Vjp(function, withValue: true));
        GraphChecks.AssertSound(ModelFunctions.Gram(function, withValue: true));
        GraphChecks.AssertSound(ModelFunctions.Jacobian(function, withValue: true));
    });

    private static void Sample(Action<RandomExpression, Dictionary<string, double[][]>> check)
        => RandomExpression.Any.Sample(expression => check(expression, expression.Arguments()), iter: Iterations);

    private static double[] Derivative(RandomExpression expression, double[] direction)
        => ReferenceFunctions.Derivative(t => expression.Evaluate(Close.Along(expression.Point, direction, t)), Step);

    private static double[] Hessian(RandomExpression expression, IReadOnlyDictionary<string, double[][]> arguments, double[] direction)
    {
        var (graph, x, pulled) = Gradient(expression);
        var product = Jvp.Append(graph, pulled, x, graph.Add(new Input("u", expression.Inputs)))
            ?? graph.Literal(0, expression.Inputs);
        return Evaluate(graph.Build(product), new Dictionary<string, double[][]>(arguments) { ["u"] = [direction] });
    }

    private static (GraphBuilder Graph, NodeId X, NodeId Pulled) Gradient(RandomExpression expression)
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input(ModelFunctions.Point, expression.Inputs));
        var w = graph.Add(new Input(ModelFunctions.Cotangent, expression.Outputs));
        return (graph, x, Vjp.Append(graph, expression.Function.Append(graph, x), x, w) ?? graph.Literal(0, expression.Inputs));
    }

    private static double[] Evaluate(ComputationGraph graph, IReadOnlyDictionary<string, double[][]> arguments)
        => Assert.Single(Assert.Single(GraphInterpreter.Evaluate(graph, arguments)));

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var error = Distance(expected, actual) / (1 + Norm(expected));
        Assert.True(error <= tolerance, $"Error {error:g2} of a vector of length {Norm(expected):g3}.");
    }

    private static double Norm(double[] a) => Math.Sqrt(Close.Dot(a, a));

    private static double Distance(double[] a, double[] b) => Norm(Close.Along(a, b, -1));

    private static double[] Unit(int size, int index) => [.. Enumerable.Range(0, size).Select(i => i == index ? 1.0 : 0.0)];
}
