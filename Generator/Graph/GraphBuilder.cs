using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>
/// Builds a graph node by node. A node that exists already is shared, and operations on constants are folded, so that passes
/// over graphs need not care about either.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<Node, NodeId> known = [];

    public int Count => nodes.Count;

    public Node this[NodeId id] => nodes[id.Index];

    public Shape ShapeOf(NodeId id) => this[id].Shape;

    /// <summary>Adds a node, or finds it.</summary>
    public NodeId Add(Node node)
    {
        if (known.TryGetValue(node, out var id))
            return id;
        id = new NodeId(nodes.Count);
        nodes.Add(node);
        known.Add(node, id);
        return id;
    }

    public NodeId Literal(double value, int size) => Add(new Constant(value, size));

    public NodeId Affine(NodeId weight, NodeId? bias, NodeId operand)
    {
        var matrix = ShapeOf(weight);
        var vector = ShapeOf(operand);
        Require(vector.Size == matrix.Size, $"A matrix of {matrix.Size} columns cannot take a vector of {vector.Size}.");
        return Add(new Affine(weight, bias, operand, vector with { Size = matrix.Rows }));
    }

    public NodeId Pullback(NodeId weight, NodeId operand)
    {
        var matrix = ShapeOf(weight);
        var vector = ShapeOf(operand);
        Require(vector.Size == matrix.Rows, $"The transpose of a matrix of {matrix.Rows} rows cannot take a vector of {vector.Size}.");
        // Row i of W is the pullback of the i-th unit vector.
        return this[operand] is UnitVectors ? weight : Add(new Pullback(weight, operand, vector with { Size = matrix.Size }));
    }

    public NodeId Unary(UnaryOp op, NodeId operand)
    {
        if (this[operand] is Constant constant)
            return Literal(UnaryFunctions.Evaluate(op, constant.Value), constant.Size);
        if (op == UnaryOp.Negate && this[operand] is Unary { Op: UnaryOp.Negate } negated)
            return negated.Operand;
        return Add(new Unary(op, operand, ShapeOf(operand)));
    }

    public NodeId Negate(NodeId operand) => Unary(UnaryOp.Negate, operand);

    public NodeId Add(NodeId left, NodeId right) => Binary(BinaryOp.Add, left, right);

    public NodeId Multiply(NodeId left, NodeId right) => Binary(BinaryOp.Multiply, left, right);

    public NodeId Binary(BinaryOp op, NodeId left, NodeId right)
    {
        // All three operations commute: one order, so that equal nodes are shared; a constant comes last.
        if (left.Index > right.Index)
            (left, right) = (right, left);
        if (this[left] is Constant && this[right] is not Constant)
            (left, right) = (right, left);

        var shape = Shape.Broadcast(ShapeOf(left), ShapeOf(right));
        if (this[right] is Constant b)
        {
            if (this[left] is Constant a)
                return Literal(BinaryFunctions.Evaluate(op, a.Value, b.Value), b.Size);
            switch (op, b.Value)
            {
                case (BinaryOp.Add or BinaryOp.TowardsOne, 0):
                case (BinaryOp.Multiply, 1):
                    return left;
                case (BinaryOp.Multiply, 0):
                    return right;
                case (BinaryOp.TowardsOne, 1):
                    return right;
                case (BinaryOp.Multiply, -1):
                    return Negate(left);
                case (BinaryOp.TowardsOne, var fraction):
                    return Add(Multiply(left, Literal(1 - fraction, b.Size)), right);
            }
        }

        return Add(new Binary(op, left, right, shape));
    }

    /// <summary>The graph that computes some nodes: what they do not need is left out, the rest renumbered.</summary>
    public ComputationGraph Build(params NodeId[] outputs)
    {
        var needed = new bool[nodes.Count];
        foreach (var output in outputs)
            needed[output.Index] = true;
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (!needed[i])
                continue;
            foreach (var operand in nodes[i].Operands)
                needed[operand.Index] = true;
        }

        var renumbered = new NodeId[nodes.Count];
        var kept = new List<Node>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!needed[i])
                continue;
            renumbered[i] = new NodeId(kept.Count);
            kept.Add(nodes[i].With([.. nodes[i].Operands.Select(operand => renumbered[operand.Index])]));
        }

        return new ComputationGraph(
            new EquatableArray<Node>(kept),
            new EquatableArray<NodeId>(outputs.Select(output => renumbered[output.Index])));
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new InvalidOperationException(message);
    }
}
