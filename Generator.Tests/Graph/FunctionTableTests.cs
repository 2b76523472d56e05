using DslManifolds.Generator.Differentiation;
using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Every operation has its row in each table: what it computes, how it differentiates, how it is emitted.</summary>
public sealed class FunctionTableTests
{
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
        var derivative = graph.Build(UnaryDerivatives.Append(graph, op, x, graph.Unary(op, x)));
        foreach (var at in Points())
        {
            var expected = ReferenceFunctions.Derivative(t => [UnaryFunctions.Evaluate(op, at + t)]);
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
        var (byLeft, byRight) = (BinaryDerivatives.Left(graph, node, value), BinaryDerivatives.Right(graph, node, value));
        var derivatives = graph.Build(byLeft, byRight);
        foreach (var (left, right) in Points().Zip(Points().Reverse()))
        {
            var values = GraphInterpreter.Evaluate(derivatives, Arguments(("a", left), ("b", right)));
            Close.Assert(ReferenceFunctions.Derivative(t => [BinaryFunctions.Evaluate(op, left + t, right)]), values[0][0], 1e-10);
            Close.Assert(ReferenceFunctions.Derivative(t => [BinaryFunctions.Evaluate(op, left, right + t)]), values[1][0], 1e-10);
        }
    }

    /// <summary>The builder sorts operands, which it may only where their order does not matter.</summary>
    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void BinaryOperationsCommute(string name)
    {
        var op = Enum.Parse<BinaryOp>(name);
        foreach (var (a, b) in Points().Zip(Points().Reverse()))
            Close.Assert([BinaryFunctions.Evaluate(op, a, b)], [BinaryFunctions.Evaluate(op, b, a)], 1e-15);
    }

    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void UnaryOperationsAreEmitted(string name)
    {
        var op = Enum.Parse<UnaryOp>(name);
        Assert.Contains("operand", TorchOperations.Fresh(op, "operand", "layer0"));
        if (TorchOperations.CanOverwrite(op))
            Assert.Matches(@"^operand\.\w+_\(", TorchOperations.InPlace(op, "operand", "layer0"));
    }

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void BinaryOperationsAreEmitted(string name)
    {
        var graph = new GraphBuilder();
        var parameter = graph.Add(new Parameter("0.bias", 1, 3));
        var (a, b) = (graph.Unary(UnaryOp.Sine, graph.Add(new Input("a", 3))), graph.Add(new Input("b", 3)));
        var function = graph.Build(graph.Add(graph.Binary(Enum.Parse<BinaryOp>(name), a, b), parameter));
        foreach (var recorded in new[] { true, false })
        {
            var writer = new SourceWriter();
            TorchBodyEmitter.Emit(writer, function, [OutputForm.AsIs], _ => "layer0", recorded);
            // In place on the sine, which is a temporary, but never where autograd records.
            Assert.Equal(!recorded, System.Text.RegularExpressions.Regex.IsMatch(writer.ToString(), @"sine0\.\w+_\("));
            Assert.DoesNotMatch(@"\b[ab]\.\w+_\(", writer.ToString());
        }
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

    private static IEnumerable<double> Points() => [-2.3, -1.1, -0.4, 0, 0.25, 0.9, 1.7, 3.2];

    private static Dictionary<string, double[][]> Arguments(params (string Name, double Value)[] values)
        => values.ToDictionary(value => value.Name, value => new double[][] { [value.Value] });
}
