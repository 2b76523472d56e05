using DslManifolds.Generator.Differentiation;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Every operation has its row in each table: what it computes, how it differentiates.</summary>
public sealed class FunctionTableTests
{
    // Less than the distance that domains keep from where an operation is not smooth.
    private const double Step = 0.1;

    public static TheoryData<string> UnaryOps => [.. Enum.GetNames<UnaryOp>()];

    public static TheoryData<string> BinaryOps => [.. Enum.GetNames<BinaryOp>()];

    public static TheoryData<string> Activations => [.. Enum.GetNames<ActivationKind>()];

    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void UnaryDerivativeIsThatOfTheValue(string name)
    {
        var op = Enum.Parse<UnaryOp>(name);
        var graph = new GraphBuilder();
        var x = graph.Add(new Input("x", 1));
        // Where an operation has no rule, its derivative is 0 between its jumps.
        var derivative = graph.Build(UnaryDerivatives.Has(op) ? UnaryDerivatives.Append(graph, op, x, graph.Unary(op, x)) : graph.Literal(0));
        foreach (var at in OperationDomains.Points(OperationDomains.Of(op)))
        {
            var expected = ReferenceFunctions.Derivative(t => [UnaryFunctions.Evaluate(op, at + t)], Step);
            Close.Assert(expected, GraphInterpreter.Evaluate(derivative, Arguments(("x", at)))[0][0], 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void BinaryDerivativesAreThoseOfTheValue(string name)
    {
        var op = Enum.Parse<BinaryOp>(name);
        var graph = new GraphBuilder();
        var (a, b) = (graph.Add(new Input("a", 1)), graph.Add(new Input("b", 1)));
        var value = graph.Binary(op, a, b);
        var node = Assert.IsType<Binary>(graph[value]);
        var derivatives = BinaryDerivatives.Has(op)
            ? graph.Build(BinaryDerivatives.Left(graph, node, value), BinaryDerivatives.Right(graph, node, value))
            : graph.Build(graph.Literal(0), graph.Literal(0));
        foreach (var (leftDomain, rightDomain) in OperationDomains.Of(op))
        {
            foreach (var left in OperationDomains.Points(leftDomain))
            {
                foreach (var right in OperationDomains.Points(rightDomain))
                {
                    var values = GraphInterpreter.Evaluate(derivatives, Arguments(("a", left), ("b", right)));
                    var byLeft = ReferenceFunctions.Derivative(t => [BinaryFunctions.Evaluate(op, left + t, right)], Step);
                    var byRight = ReferenceFunctions.Derivative(t => [BinaryFunctions.Evaluate(op, left, right + t)], Step);
                    Close.Assert(byLeft, values[0][0], 1e-10);
                    Close.Assert(byRight, values[1][0], 1e-10);
                }
            }
        }
    }

    /// <summary>The builder sorts operands, which it may only where their order does not matter, and should wherever it does not.</summary>
    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void ExactlyCommutativeOperationsCommute(string name)
    {
        var op = Enum.Parse<BinaryOp>(name);
        var pairs = Points().Zip(Points().Reverse()).Concat(Points().Zip(Points()));
        Assert.Equal(
            BinaryFunctions.IsCommutative(op),
            pairs.All(pair => BinaryFunctions.Evaluate(op, pair.First, pair.Second) == BinaryFunctions.Evaluate(op, pair.Second, pair.First)));
    }

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void ConditionsAreZeroOrOneAndHaveNoDerivative(string name)
    {
        var op = Enum.Parse<BinaryOp>(name);
        Assert.NotEqual(BinaryFunctions.IsCondition(op), BinaryDerivatives.Has(op));
        if (BinaryFunctions.IsCondition(op))
            Assert.All(Points().Zip(Points().Reverse()), pair => Assert.True(BinaryFunctions.Evaluate(op, pair.First, pair.Second) is 0 or 1));
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void ActivationsAreThoseOfTheRuntime(string name)
        => Assert.Equal((int)Enum.Parse<ActivationKind>(name), (int)Enum.Parse<Activation>(name));

    [Fact]
    public void NoActivationOfTheRuntimeIsMissing() => Assert.Equal(Enum.GetNames<Activation>(), Enum.GetNames<ActivationKind>());

    [Fact]
    public void NormalCdfIsExactInTheMiddleAndInTheTails()
    {
        for (var x = -6.0; x <= 6; x += 0.37)
            Close.Assert([ReferenceFunctions.NormalCdf(x)], [UnaryFunctions.Evaluate(UnaryOp.NormalCdf, x)], 1e-14);

        // Published values of the tail, to relative precision.
        Assert.Equal(1, UnaryFunctions.Evaluate(UnaryOp.NormalCdf, -8) / 6.220960574271785e-16, 1e-12);
        Assert.Equal(1, UnaryFunctions.Evaluate(UnaryOp.NormalCdf, -12) / 1.7764821120776756e-33, 1e-12);
        Assert.Equal(1, UnaryFunctions.Evaluate(UnaryOp.NormalCdf, 9));
        Assert.Equal(0, UnaryFunctions.Evaluate(UnaryOp.NormalCdf, double.NegativeInfinity));
        Assert.True(double.IsNaN(UnaryFunctions.Evaluate(UnaryOp.NormalCdf, double.NaN)));
    }

    [Fact]
    public void FunctionsDoNotOverflowWhereTheirValueDoesNot()
    {
        Assert.Equal(1000, UnaryFunctions.Evaluate(UnaryOp.Softplus, 1000));
        Assert.Equal(0, UnaryFunctions.Evaluate(UnaryOp.Softplus, -1000));
        Assert.Equal(1000, UnaryFunctions.Evaluate(UnaryOp.Silu, 1000));
        Assert.Equal(0, UnaryFunctions.Evaluate(UnaryOp.Silu, -1000));
        Assert.Equal(0, UnaryFunctions.Evaluate(UnaryOp.Sigmoid, -1000));
    }

    private static IEnumerable<double> Points() => [-2.3, -1.1, -0.4, 0, 0.25, 0.9, 1.75, 3.25];

    private static Dictionary<string, double[][]> Arguments(params (string Name, double Value)[] values)
        => values.ToDictionary(value => value.Name, value => new double[][] { [value.Value] });
}
