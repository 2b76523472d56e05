using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>
/// Builds a graph node by node. A node that exists already is shared, and operations on constants are folded, so that passes
/// over graphs need not care about either.
/// </summary>
/// <param name="takesApart">Whether rules may take apart what has no use so far; not while uses are yet to come.</param>
internal sealed class GraphBuilder(bool takesApart = false)
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<Node, NodeId> known = [];
    private readonly List<bool> inUse = [];

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
        inUse.Add(false);
        foreach (var operand in node.Operands)
            Keep(operand);
        return id;
    }

    /// <summary>
    /// Whether a rule may take a node apart, since nothing else needs it: while a function and its derivatives are written, no one
    /// knows yet.
    /// </summary>
    public bool IsFree(NodeId id) => takesApart && !inUse[id.Index];

    /// <summary>Says that a node will be needed several times.</summary>
    public void Keep(NodeId id) => inUse[id.Index] = true;

    /// <summary>One number for every component.</summary>
    public NodeId Literal(double value, int size = 1) => Add(new Constant(value, size));

    public NodeId Vector(IReadOnlyList<double> values) => Matrix(values, 1, values.Count);

    /// <summary>A matrix of numbers, row by row.</summary>
    public NodeId Matrix(IReadOnlyList<double> values, int rows, int columns)
    {
        Require(values.Count == rows * columns, $"A matrix of {rows} rows and {columns} columns cannot have {values.Count} entries.");
        return Add(new ConstantMatrix(new EquatableArray<double>(values), rows, columns));
    }

    public NodeId Affine(NodeId weight, NodeId? bias, NodeId operand)
    {
        var matrix = ShapeOf(weight);
        var vector = ShapeOf(operand);
        Require(vector.Size == matrix.Size, $"A matrix of {matrix.Size} columns cannot take a vector of {vector.Size}.");
        if (bias is null && this[operand] is Constant { Value: 0 })
            return Literal(0, matrix.Rows);
        return Add(new Affine(weight, bias, operand, vector with { Size = matrix.Rows }));
    }

    public NodeId Pullback(NodeId weight, NodeId operand)
    {
        var matrix = ShapeOf(weight);
        var vector = ShapeOf(operand);
        Require(vector.Size == matrix.Rows, $"The transpose of a matrix of {matrix.Rows} rows cannot take a vector of {vector.Size}.");
        if (this[operand] is Constant { Value: 0 })
            return Literal(0, matrix.Size);
        // Row i of W is the pullback of the i-th unit vector.
        return this[operand] is UnitVectors || (matrix.Rows == 1 && this[operand] is Constant { Value: 1 })
            ? weight
            : Add(new Pullback(weight, operand, vector with { Size = matrix.Size }));
    }

    public NodeId Unary(UnaryOp op, NodeId operand)
        => Simplification.Unary(this, op, operand) ?? Add(new Unary(op, operand, ShapeOf(operand)));

    public NodeId Negate(NodeId operand) => Unary(UnaryOp.Negate, operand);

    public NodeId Add(NodeId left, NodeId right) => Binary(BinaryOp.Add, left, right);

    public NodeId Subtract(NodeId left, NodeId right) => Binary(BinaryOp.Subtract, left, right);

    public NodeId Multiply(NodeId left, NodeId right) => Binary(BinaryOp.Multiply, left, right);

    public NodeId Divide(NodeId left, NodeId right) => Binary(BinaryOp.Divide, left, right);

    public NodeId Power(NodeId left, NodeId right) => Binary(BinaryOp.Power, left, right);

    public NodeId Binary(BinaryOp op, NodeId left, NodeId right)
    {
        (left, right) = Ordered(op, Short(left, right), Short(right, left));
        return Known(op, left, right) ?? Simplification.Binary(this, op, left, right) ?? Plain(op, left, right);
    }

    /// <summary>An operation as it stands, without a look for anything simpler.</summary>
    public NodeId Plain(BinaryOp op, NodeId left, NodeId right) => Add(Operation(op, left, right));

    /// <summary>An operation that is there already, or null.</summary>
    public NodeId? Known(BinaryOp op, NodeId left, NodeId right)
        => known.TryGetValue(Operation(op, left, right), out var id) ? id : null;

    /// <summary>One operand where a condition holds, another elsewhere.</summary>
    public NodeId Select(NodeId condition, NodeId whenTrue, NodeId whenFalse)
    {
        var shape = Shape.Broadcast(ShapeOf(condition), Shape.Broadcast(ShapeOf(whenTrue), ShapeOf(whenFalse)));
        return Choices.Select(this, condition, whenTrue, whenFalse, shape) ?? Add(new Select(condition, whenTrue, whenFalse, shape));
    }

    /// <summary><paramref name="count"/> components from <paramref name="start"/>.</summary>
    public NodeId Slice(NodeId operand, int start, int count)
    {
        var shape = ShapeOf(operand);
        Require(start >= 0 && count > 0 && start + count <= shape.Size, $"A vector of {shape.Size} has no components {start} to {start + count - 1}.");
        switch (this[operand])
        {
            case var _ when count == shape.Size:
                return operand;
            case Constant constant:
                return Literal(constant.Value, count);
            case ConstantMatrix matrix:
                return ConstantFolding.Slice(this, matrix, start, count);
            case Slice outer:
                return Slice(outer.Operand, outer.Start + start, count);
            case Concatenation concatenation:
                var offset = 0;
                foreach (var part in concatenation.Parts)
                {
                    var size = ShapeOf(part).Size;
                    if (start >= offset && start + count <= offset + size)
                        return Slice(part, start - offset, count);
                    offset += size;
                }

                break;
        }

        return Add(new Slice(operand, start, shape with { Size = count }));
    }

    /// <summary>One vector of all components; a part with one row is repeated over the rows of the others.</summary>
    public NodeId Concatenate(IReadOnlyList<NodeId> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var shapes = parts.Select(ShapeOf).ToList();
        if (ConstantFolding.Concatenate(this, parts) is { } numbers)
            return numbers;
        var rows = shapes.Max(shape => shape.Rows);
        Require(shapes.All(shape => shape.Rows == rows || shape.Rows == 1), "Parts of a vector differ in their numbers of rows.");
        var whole = new Shape(shapes.Any(shape => shape.Batched), rows, shapes.Sum(shape => shape.Size));
        return Add(new Concatenation(new EquatableArray<NodeId>(parts), whole));
    }

    /// <summary>One stack of all rows.</summary>
    public NodeId StackRows(IReadOnlyList<NodeId> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var shapes = parts.Select(ShapeOf).ToList();
        Require(shapes.All(shape => shape.Size == shapes[0].Size), "Rows of a stack differ in their lengths.");
        var whole = new Shape(shapes.Any(shape => shape.Batched), shapes.Sum(shape => shape.Rows), shapes[0].Size);
        return Add(new RowStack(new EquatableArray<NodeId>(parts), whole));
    }

    public NodeId Sum(NodeId operand)
    {
        var shape = ShapeOf(operand);
        return shape.Size == 1 ? operand : ConstantFolding.Sum(this, operand) ?? Add(new Sum(operand, shape with { Size = 1 }));
    }

    public NodeId LogSumExp(NodeId operand)
        => ShapeOf(operand) is { Size: > 1 } shape ? Add(new LogSumExp(operand, shape with { Size = 1 })) : operand;

    /// <summary>A single component, repeated <paramref name="size"/> times.</summary>
    public NodeId Spread(NodeId operand, int size)
    {
        if (ShapeOf(operand).Size == size)
            return operand;
        return this[operand] is Constant constant
            ? Literal(constant.Value, size)
            : Affine(Matrix([.. Enumerable.Repeat(1.0, size)], size, 1), null, operand);
    }

    /// <summary>Jᵀ w for each of the rows w of <paramref name="weights"/>.</summary>
    public NodeId Contract(NodeId weights, NodeId matrix)
    {
        var (w, j) = (ShapeOf(weights), ShapeOf(matrix));
        Require(w.Size == j.Rows, $"A stack of {j.Rows} rows cannot take {w.Size} weights.");
        if (this[weights] is UnitVectors || (j.Rows == 1 && this[weights] is Constant { Value: 1 }))
            return matrix;
        if (this[weights] is Constant { Value: 0 })
            return Literal(0, j.Size);
        // A single row is scaled.
        if (j.Rows == 1)
            return Multiply(weights, matrix);
        return Add(new Contraction(weights, matrix, new Shape(w.Batched || j.Batched, w.Rows, j.Size)));
    }

    /// <summary>J v for each of the rows v of <paramref name="vector"/>.</summary>
    public NodeId Apply(NodeId matrix, NodeId vector)
    {
        var (j, v) = (ShapeOf(matrix), ShapeOf(vector));
        Require(v.Size == j.Size, $"Rows of {j.Size} cannot take a vector of {v.Size}.");
        return j.Rows == 1
            ? Sum(Multiply(matrix, vector))
            : Add(new Application(matrix, vector, new Shape(j.Batched || v.Batched, v.Rows, j.Rows)));
    }

    /// <summary>A function of an operand with an ambient dimension n and k outputs.</summary>
    public NodeId Call(int operand, OperandFunction function, int ambient, int codomain, params NodeId[] arguments) => Add(new OperandCall(
        operand, function, new EquatableArray<NodeId>(arguments), codomain, OperandCall.ShapeOf(function, ambient, codomain)));

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

    private Binary Operation(BinaryOp op, NodeId left, NodeId right)
    {
        (left, right) = Ordered(op, left, right);
        return new Binary(op, left, right, Shape.Broadcast(ShapeOf(left), ShapeOf(right)));
    }

    /// <summary>One order for operands that commute, so that equal operations are shared; a constant comes last.</summary>
    private (NodeId Left, NodeId Right) Ordered(BinaryOp op, NodeId left, NodeId right)
    {
        if (!BinaryFunctions.IsCommutative(op))
            return (left, right);
        var constantFirst = this[left] is Constant && this[right] is not Constant;
        var constantLast = this[right] is Constant && this[left] is not Constant;
        return constantFirst || (left.Index > right.Index && !constantLast) ? (right, left) : (left, right);
    }

    /// <summary>A constant beside a vector is one component, whatever its size was: one form, so that equal operations are shared.</summary>
    private NodeId Short(NodeId operand, NodeId other)
        => this[operand] is Constant { Size: > 1 } constant && this[other] is not Constant && ShapeOf(other).Size == constant.Size
            ? Literal(constant.Value)
            : operand;

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new InvalidOperationException(message);
    }
}
