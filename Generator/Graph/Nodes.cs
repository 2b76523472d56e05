namespace DslManifolds.Generator.Graph;

// One record for each primitive: the whole vocabulary of the graph in one place.

/// <summary>An argument of the generated function: one vector a sample.</summary>
internal sealed record Input(string Name, int Size) : Node(Shape.Vector(Size, batched: true));

/// <summary>A vector whose components all have one value.</summary>
internal sealed record Constant(double Value, int Size) : Node(Shape.Vector(Size, batched: false));

/// <summary>The k unit vectors of ℝᵏ, stacked: the cotangents whose pullbacks are the rows of a Jacobian.</summary>
internal sealed record UnitVectors(int Count) : Node(new Shape(Batched: false, Rows: Count, Size: Count));

/// <summary>A trained tensor: a matrix, or a vector as a matrix of one row.</summary>
/// <param name="Name">Its name in the module's state, such as "0.weight".</param>
internal sealed record Parameter(string Name, int Rows, int Columns) : Node(new Shape(Batched: false, Rows, Columns));

/// <summary>W x + b, or W x where there is no bias.</summary>
internal sealed record Affine(NodeId Weight, NodeId? Bias, NodeId Operand, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => Bias is { } bias ? [Weight, bias, Operand] : [Weight, Operand];

    public override Node With(IReadOnlyList<NodeId> operands) => Bias is null
        ? this with { Weight = operands[0], Operand = operands[1] }
        : this with { Weight = operands[0], Bias = operands[1], Operand = operands[2] };
}

/// <summary>Wᵀ w, the pullback of a cotangent w through W x + b.</summary>
internal sealed record Pullback(NodeId Weight, NodeId Operand, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Weight, Operand];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Weight = operands[0], Operand = operands[1] };
}

/// <summary>An elementwise function of one operand.</summary>
internal sealed record Unary(UnaryOp Op, NodeId Operand, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Operand];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Operand = operands[0] };
}

/// <summary>An elementwise function of two operands, with broadcasting.</summary>
internal sealed record Binary(BinaryOp Op, NodeId Left, NodeId Right, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Left, Right];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Left = operands[0], Right = operands[1] };
}
