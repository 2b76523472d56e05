using CsCheck;
using DslManifolds.Generator.Differentiation;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Rewriting keeps values, ends, and never makes more operations of fewer.</summary>
public sealed class SimplificationTests
{
    private readonly GraphBuilder graph = new(takesApart: true);
    private readonly NodeId x;
    private readonly NodeId y;
    private readonly NodeId z;

    public SimplificationTests()
    {
        x = graph.Add(new Input("x", 1));
        y = graph.Add(new Input("y", 1));
        z = graph.Add(new Input("z", 1));
    }

    [Fact]
    public void ValuesAreKept() => RandomArithmetic.Any.Sample(
        formula =>
        {
            var (value, error) = formula.Evaluate();
            var simplified = formula.Simplified();
            GraphChecks.AssertSound(simplified);
            var actual = GraphInterpreter.Evaluate(simplified, formula.Arguments)[0][0][0];
            // Rewriting leaves as uncertain as rounding does what is so already; what is not a number has no value to keep.
            if (double.IsFinite(value) && double.IsFinite(error))
                Assert.True(Math.Abs(actual - value) <= error, $"{formula} is {value:R}, not {actual:R}; rounding makes up for {error:g2}.");
        },
        iter: 20_000);

    [Fact]
    public void NoResultIsLarger() => RandomArithmetic.WithoutChoices.Sample(
        formula =>
        {
            var simplified = formula.Simplified().Nodes.Count(node => node is Unary or Binary);
            Assert.True(simplified <= formula.Operations, $"{formula} takes {formula.Operations} operations, simplified {simplified}.");
        },
        iter: 20_000);

    [Fact]
    public void CommonFactorsAreTakenOut()
    {
        Assert.Equal(graph.Multiply(graph.Add(x, y), z), graph.Add(graph.Multiply(x, z), graph.Multiply(z, y)));
        Assert.Equal(graph.Divide(graph.Subtract(x, y), z), graph.Subtract(graph.Divide(x, z), graph.Divide(y, z)));
        Assert.Equal(Scaled(x, 5), graph.Add(Scaled(x, 2), Scaled(x, 3)));
        Assert.Equal(Scaled(x, 4), graph.Add(x, Scaled(x, 3)));
        Assert.Equal(Scaled(graph.Add(x, y), 3), graph.Add(Scaled(x, 3), Scaled(y, 3)));
    }

    /// <summary>A product that something else needs stays, and so does the sum.</summary>
    [Fact]
    public void ProductsInUseAreNotTakenApart()
    {
        var product = graph.Multiply(x, z);
        graph.Unary(UnaryOp.Sine, product);
        Assert.IsType<Binary>(graph[graph.Add(product, graph.Multiply(y, z))]);
        Assert.Equal(product, ((Binary)graph[graph.Add(product, graph.Multiply(y, z))]).Left);
        var doubled = Scaled(x, 2);
        graph.Unary(UnaryOp.Cosine, doubled);
        Assert.Equal(new Binary(BinaryOp.Multiply, y, doubled, Shape.Vector(1, batched: true)), graph[graph.Multiply(doubled, y)]);
    }

    [Fact]
    public void ProductsThatAreThereAreFoundInOtherGroupings()
    {
        var pair = graph.Multiply(x, y);
        Assert.Contains(pair, graph[graph.Multiply(x, graph.Multiply(y, z))].Operands);
        var ratio = graph.Divide(x, z);
        Assert.Contains(ratio, graph[graph.Multiply(x, graph.Divide(y, z))].Operands);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(-1)]
    [InlineData(-3)]
    [InlineData(-8)]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(-0.5)]
    public void SmallPowersAreProductsAndRoots(double exponent)
    {
        var power = graph.Build(graph.Power(x, graph.Literal(exponent)));
        Assert.DoesNotContain(power.Nodes, node => node is Binary { Op: BinaryOp.Power });
        Assert.True(power.Nodes.Count(node => node is Binary) <= 5);
        foreach (var at in exponent == Math.Floor(exponent) ? new[] { -1.7, 0.3, 2.2 } : [0.3, 2.2])
        {
            var value = GraphInterpreter.Evaluate(power, new Dictionary<string, double[][]> { ["x"] = [[at]] })[0][0][0];
            Assert.Equal(1, value / Math.Pow(at, exponent), 1e-14);
        }
    }

    [Fact]
    public void InversesCancelWhereTheyDoSoForAllNumbers()
    {
        Assert.Equal(x, graph.Unary(UnaryOp.Logarithm, graph.Unary(UnaryOp.Exponential, x)));
        // log x has no value for x < 0, and x has one.
        Assert.NotEqual(x, graph.Unary(UnaryOp.Exponential, graph.Unary(UnaryOp.Logarithm, x)));
        var condition = graph.Binary(BinaryOp.Less, x, y);
        Assert.Equal(condition, graph.Unary(UnaryOp.Not, graph.Unary(UnaryOp.Not, condition)));
        Assert.NotEqual(x, graph.Unary(UnaryOp.Not, graph.Unary(UnaryOp.Not, x)));
        Assert.Equal(graph.Unary(UnaryOp.Cosine, x), graph.Unary(UnaryOp.Cosine, graph.Negate(x)));
    }

    /// <summary>1e-200 · 1e-200 is 0, but x · 1e-200 · 1e-200 · 1e300 need not be.</summary>
    [Fact]
    public void ConstantsAreNotMultipliedWhereThatUnderflowsOrOverflows()
    {
        Assert.NotEqual(graph.Literal(0), Scaled(Scaled(x, 1e-200), 1e-200));
        var large = graph.Build(Scaled(Scaled(x, 1e200), 1e200));
        Assert.Equal(1e100, GraphInterpreter.Evaluate(large, new Dictionary<string, double[][]> { ["x"] = [[1e-300]] })[0][0][0], 1e86);
        Assert.DoesNotContain(large.Nodes, node => node is Constant constant && double.IsInfinity(constant.Value));
    }

    [Fact]
    public void ChoicesByOneConditionAreOne()
    {
        var condition = graph.Binary(BinaryOp.Less, x, y);
        var zero = graph.Literal(0);
        Assert.Equal(
            graph.Select(condition, x, z),
            graph.Add(graph.Select(condition, x, zero), graph.Select(condition, zero, z)));
        Assert.Equal(graph.Select(condition, x, y), graph.Select(graph.Unary(UnaryOp.Not, condition), y, x));
        Assert.Equal(graph.Select(condition, x, y), graph.Select(condition, graph.Select(condition, x, z), y));
        Assert.Equal(graph.Select(condition, z, zero), graph.Multiply(condition, z));
    }

    /// <summary>A choice between one number and a vector has all components of the vector, whatever is chosen.</summary>
    [Fact]
    public void DecidedChoicesKeepTheirShape()
    {
        var vector = graph.Add(new Input("u", 3));
        Assert.Equal(3, graph.ShapeOf(graph.Select(graph.Literal(1), x, vector)).Size);
        Assert.Equal(vector, graph.Select(graph.Literal(0), x, vector));
        var conditions = graph.Binary(BinaryOp.Less, vector, graph.Literal(0));
        Assert.Equal(3, graph.ShapeOf(graph.Select(conditions, x, x)).Size);
    }

    /// <summary>
    /// x &lt; 0 ? x² : √x : the branch that is not taken is not a number there, and its derivative must not reach the other's. Nested
    /// choices, and functions of the choice, likewise.
    /// </summary>
    [Theory]
    [InlineData(-1.3)]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void BranchesThatAreNotTakenDoNotSpoilDerivatives(double at)
    {
        var root = graph.Unary(UnaryOp.SquareRoot, x);
        var shared = graph.Multiply(graph.Unary(UnaryOp.Sine, graph.Multiply(root, y)), root);
        var positive = graph.Binary(BinaryOp.Less, graph.Literal(0), x);
        var large = graph.Binary(BinaryOp.Less, graph.Literal(0.5), x);
        var value = graph.Select(
            large, shared, graph.Select(positive, graph.Multiply(shared, graph.Literal(3)), graph.Multiply(x, graph.Multiply(x, y))));
        var whole = graph.Multiply(graph.Unary(UnaryOp.Exponential, value), y);
        var (w, v) = (graph.Add(new Input("w", 1)), graph.Add(new Input("v", 1)));
        var derivatives = graph.Build(Vjp.Append(graph, whole, x, w)!.Value, Jvp.Append(graph, whole, x, v)!.Value);
        var arguments = new Dictionary<string, double[][]> { ["x"] = [[at]], ["y"] = [[0.8]], ["w"] = [[1]], ["v"] = [[1]] };
        var expected = at > 0
            ? ReferenceFunctions.Derivative(t => [Function(at + t)], 0.05)[0]
            : 2 * at * 0.8 * Math.Exp(at * at * 0.8) * 0.8;
        foreach (var derivative in GraphInterpreter.Evaluate(derivatives, arguments))
            Close.Assert([expected], derivative[0], 1e-9);

        static double Function(double x)
        {
            var s = Math.Sin(Math.Sqrt(x) * 0.8) * Math.Sqrt(x);
            return Math.Exp(x > 0.5 ? s : 3 * s) * 0.8;
        }
    }

    [Fact]
    public void NumbersAreFoldedInEveryOperation()
    {
        var vector = graph.Vector([1, 2, 3]);
        Assert.Equal(graph.Vector([-1, -2, -3]), graph.Negate(vector));
        Assert.Equal(graph.Vector([2, 4, 6]), graph.Multiply(vector, graph.Literal(2)));
        Assert.Equal(graph.Literal(6), graph.Sum(vector));
        Assert.Equal(graph.Literal(2.5), graph.Sum(graph.Literal(0.5, 5)));
        Assert.Equal(graph.Vector([2, 3]), graph.Slice(vector, 1, 2));
        Assert.Equal(graph.Vector([1, 2, 3, 7, 7]), graph.Concatenate([vector, graph.Literal(7, 2)]));
        Assert.Equal(graph.Literal(0, 4), graph.Concatenate([graph.Literal(0), graph.Literal(0, 3)]));
        Assert.Equal(x, graph.LogSumExp(x));
    }

    private NodeId Scaled(NodeId operand, double factor) => graph.Multiply(operand, graph.Literal(factor));
}
