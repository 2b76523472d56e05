using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>The builder shares equal nodes, folds constants, and keeps no node that is not needed.</summary>
public sealed class GraphBuilderTests
{
    private readonly GraphBuilder graph = new();
    private readonly NodeId x;
    private readonly NodeId y;

    public GraphBuilderTests()
    {
        x = graph.Add(new Input("x", 3));
        y = graph.Add(new Input("y", 3));
    }

    [Fact]
    public void EqualNodesAreOne()
    {
        Assert.Equal(graph.Unary(UnaryOp.Sigmoid, x), graph.Unary(UnaryOp.Sigmoid, x));
        Assert.NotEqual(graph.Unary(UnaryOp.Sigmoid, x), graph.Unary(UnaryOp.Sigmoid, y));
        Assert.NotEqual(graph.Unary(UnaryOp.Sigmoid, x), graph.Unary(UnaryOp.Tanh, x));
        var weight = graph.Add(new Parameter("0.weight", 2, 3));
        Assert.Equal(graph.Affine(weight, null, x), graph.Affine(weight, null, x));
        Assert.NotEqual(graph.Affine(weight, null, x), graph.Affine(weight, graph.Add(new Parameter("0.bias", 1, 2)), x));
    }

    [Fact]
    public void OrderOfOperandsDoesNotMatter()
    {
        foreach (var op in Enum.GetValues<BinaryOp>())
        {
            Assert.Equal(BinaryFunctions.IsCommutative(op), graph.Binary(op, x, y) == graph.Binary(op, y, x));
            Assert.Equal(BinaryFunctions.IsCommutative(op), graph.Binary(op, x, Number(0.3)) == graph.Binary(op, Number(0.3), x));
        }
    }

    [Fact]
    public void ConstantsAreFolded()
    {
        foreach (var op in Enum.GetValues<UnaryOp>())
            Assert.Equal(Number(UnaryFunctions.Evaluate(op, 0.7)), graph.Unary(op, Number(0.7)));
        foreach (var op in Enum.GetValues<BinaryOp>())
            Assert.Equal(Number(BinaryFunctions.Evaluate(op, 0.7, -0.2)), graph.Binary(op, Number(0.7), Number(-0.2)));
    }

    [Fact]
    public void NeutralAndAbsorbingElementsVanish()
    {
        Assert.Equal(x, graph.Add(x, Number(0)));
        Assert.Equal(x, graph.Multiply(x, Number(1)));
        Assert.Equal(Number(0), graph.Multiply(x, Number(0)));
        Assert.Equal(graph.Negate(x), graph.Multiply(x, Number(-1)));
        Assert.Equal(x, graph.Negate(graph.Negate(x)));
        Assert.Equal(x, graph.Binary(BinaryOp.TowardsOne, x, Number(0)));
        Assert.Equal(Number(1), graph.Binary(BinaryOp.TowardsOne, x, Number(1)));
        Assert.Equal(graph.Add(graph.Multiply(x, Number(0.75)), Number(0.25)), graph.Binary(BinaryOp.TowardsOne, x, Number(0.25)));
    }

    [Fact]
    public void PullbackOfUnitVectorsIsTheMatrix()
    {
        var weight = graph.Add(new Parameter("0.weight", 4, 3));
        Assert.Equal(weight, graph.Pullback(weight, graph.Add(new UnitVectors(4))));
    }

    [Fact]
    public void UnneededNodesAreLeftOutAndTheRestKeepsItsOrder()
    {
        graph.Unary(UnaryOp.Cosine, y);
        var sum = graph.Add(graph.Unary(UnaryOp.Sine, x), Number(2));
        graph.Multiply(sum, y);
        var built = graph.Build(sum, x);
        Node[] leaves = [new Input("x", 3), new Constant(2, 1)];
        Assert.Equal(leaves, built.Nodes.Where(node => node is Input or Constant));
        Assert.Equal(4, built.Nodes.Count);
        Assert.IsType<Binary>(built[built.Outputs[0]]);
        Assert.IsType<Input>(built[built.Outputs[1]]);
        GraphChecks.AssertSound(built);
    }

    [Fact]
    public void ShapesThatDoNotFitAreRefused()
    {
        var short2 = graph.Add(new Input("z", 2));
        var weight = graph.Add(new Parameter("0.weight", 4, 3));
        Assert.Throws<InvalidOperationException>(() => graph.Add(x, short2));
        Assert.Throws<InvalidOperationException>(() => graph.Affine(weight, null, short2));
        Assert.Throws<InvalidOperationException>(() => graph.Pullback(weight, x));
    }

    private NodeId Number(double value) => graph.Literal(value, 3);
}
