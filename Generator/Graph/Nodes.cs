using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

// One record for each primitive: the whole vocabulary of the graph in one place.

/// <summary>An argument of the generated function: one vector a sample.</summary>
internal sealed record Input(string Name, int Size) : Node(Shape.Vector(Size, batched: true));

/// <summary>A vector whose components all have one value.</summary>
internal sealed record Constant(double Value, int Size) : Node(Shape.Vector(Size, batched: false));

/// <summary>A matrix of numbers, row by row; with one row, a vector.</summary>
internal sealed record ConstantMatrix(EquatableArray<double> Values, int Rows, int Columns) : Node(new Shape(Batched: false, Rows, Columns));

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

/// <summary>Where a condition holds (is not 0) one operand, elsewhere the other.</summary>
internal sealed record Select(NodeId Condition, NodeId WhenTrue, NodeId WhenFalse, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Condition, WhenTrue, WhenFalse];

    public override Node With(IReadOnlyList<NodeId> operands)
        => this with { Condition = operands[0], WhenTrue = operands[1], WhenFalse = operands[2] };
}

/// <summary>Some components in a row of a vector, from <paramref name="Start"/>.</summary>
internal sealed record Slice(NodeId Operand, int Start, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Operand];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Operand = operands[0] };
}

/// <summary>One vector of the components of several.</summary>
internal sealed record Concatenation(EquatableArray<NodeId> Parts, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => Parts;

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Parts = new EquatableArray<NodeId>(operands) };
}

/// <summary>One stack of the rows of several.</summary>
internal sealed record RowStack(EquatableArray<NodeId> Parts, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => Parts;

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Parts = new EquatableArray<NodeId>(operands) };
}

/// <summary>The sum of a vector's components.</summary>
internal sealed record Sum(NodeId Operand, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Operand];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Operand = operands[0] };
}

/// <summary>log Σ e^xᵢ over a vector's components.</summary>
internal sealed record LogSumExp(NodeId Operand, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Operand];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Operand = operands[0] };
}

/// <summary>Jᵀ w = Σᵢ wᵢ Jᵢ for each of the stacked w, with J a stack of rows Jᵢ for each sample.</summary>
internal sealed record Contraction(NodeId Weights, NodeId Matrix, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Weights, Matrix];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Weights = operands[0], Matrix = operands[1] };
}

/// <summary>J v for each of the stacked v, with J a stack of rows for each sample.</summary>
internal sealed record Application(NodeId Matrix, NodeId Vector, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Matrix, Vector];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Matrix = operands[0], Vector = operands[1] };
}

/// <summary>A function of a composite's operand, called at a point and perhaps with a tangent or cotangent.</summary>
/// <param name="Operand">Place among the composite's operands.</param>
/// <param name="Codomain">Number of outputs k of the operand's F; 1 for its energy.</param>
internal sealed record OperandCall(int Operand, OperandFunction Function, EquatableArray<NodeId> Arguments, int Codomain, Shape Shape)
    : Node(Shape)
{
    public NodeId Point => Arguments[0];

    public override IReadOnlyList<NodeId> Operands => Arguments;

    /// <summary>Whether the function returns two results.</summary>
    public bool ReturnsPair => Function
        is OperandFunction.ValueAndJvp or OperandFunction.ValueAndVjp
        or OperandFunction.ValueAndJacobian or OperandFunction.EnergyAndGradient;

    /// <summary>Shape of a function's result, the first one where it returns a pair.</summary>
    public static Shape ShapeOf(OperandFunction function, int ambient, int codomain) => function switch
    {
        OperandFunction.Vjp or OperandFunction.EnergyGradient => Shape.Vector(ambient, batched: true),
        OperandFunction.Energy or OperandFunction.EnergyAndGradient => Shape.Vector(1, batched: true),
        OperandFunction.Jacobian => new Shape(Batched: true, codomain, ambient),
        _ => Shape.Vector(codomain, batched: true),
    };

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Arguments = new EquatableArray<NodeId>(operands) };
}

/// <summary>One of the two results of an <see cref="OperandCall"/> that returns a pair.</summary>
/// <param name="Call">The call.</param>
/// <param name="Part">What the result is: the value, or a derivative.</param>
internal sealed record CallResult(NodeId Call, OperandFunction Part, Shape Shape) : Node(Shape)
{
    public override IReadOnlyList<NodeId> Operands => [Call];

    public override Node With(IReadOnlyList<NodeId> operands) => this with { Call = operands[0] };
}
