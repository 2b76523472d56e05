using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Reverse mode, from graph to graph, of one output or of several at once: hands cotangents from the outputs back to some sources, inputs
/// or parameters. Only nodes on a path from a source to an output are visited. A cotangent of one component stands for as many equal ones
/// as its node has.
/// </summary>
/// <remarks>
/// The cotangent of a matrix W is Σ a ⊗ b over its uses: W x gives ȳ ⊗ x, Wᵀ w gives w ⊗ ȳ. It is kept as its factors, since what is wanted
/// of it is the sum over samples. A matrix of one row is a vector like others.
/// </remarks>
internal sealed class ReversePass
{
    private readonly GraphBuilder graph;
    private readonly bool[] depends;
    private readonly NodeId?[] cotangents;
    private readonly SliceCotangents?[] slices;
    private readonly List<OuterProduct> products = [];

    /// <summary>Runs the pass.</summary>
    /// <param name="graph">What it reads and what it appends to.</param>
    /// <param name="sources">Nodes whose cotangents are wanted.</param>
    /// <param name="seeds">The outputs, each with its cotangent; an output that no source leads to counts for nothing.</param>
    public ReversePass(GraphBuilder graph, IReadOnlyCollection<NodeId> sources, IReadOnlyCollection<(NodeId Output, NodeId Cotangent)> seeds)
    {
        this.graph = graph;
        // Nodes appended meanwhile come after the last output and are of no interest to this pass.
        var count = seeds.Max(seed => seed.Output.Index) + 1;
        depends = Dependents(graph, sources, count);
        cotangents = new NodeId?[count];
        slices = new SliceCotangents?[count];
        foreach (var (output, cotangent) in seeds)
            Give(output, cotangent);
        for (var i = count - 1; i > sources.Min(source => source.Index); i--)
        {
            if (depends[i] && !sources.Contains(new NodeId(i)) && Arrived(new NodeId(i)) is { } incoming)
                Rule(new NodeId(i), incoming);
        }
    }

    /// <summary>Cotangents of matrices.</summary>
    public IReadOnlyList<OuterProduct> Products => products;

    /// <summary>Cotangent of a source, or null where no output depends on it; that of a matrix only so far as it is used elementwise.</summary>
    public NodeId? CotangentOf(NodeId source)
        => source.Index < depends.Length && Arrived(source) is { } cotangent ? Filled(cotangent, source) : null;

    /// <summary>Hands a node's cotangent on to those of its operands that depend on a source.</summary>
    private void Rule(NodeId id, NodeId cotangent)
    {
        switch (graph[id])
        {
            case Affine affine:
                cotangent = Filled(cotangent, id);
                if (depends[affine.Operand.Index])
                    Give(affine.Operand, graph.Pullback(affine.Weight, cotangent));
                if (affine.Bias is { } bias)
                    Give(bias, cotangent);
                GiveProduct(affine.Weight, cotangent, affine.Operand);
                break;
            case Pullback pullback:
                cotangent = Filled(cotangent, id);
                if (depends[pullback.Operand.Index])
                    Give(pullback.Operand, graph.Affine(pullback.Weight, null, cotangent));
                GiveProduct(pullback.Weight, pullback.Operand, cotangent);
                break;
            case Unary unary:
                if (UnaryDerivatives.Has(unary.Op))
                    Give(unary.Operand, graph.Multiply(cotangent, UnaryDerivatives.Append(graph, unary.Op, unary.Operand, id)));
                break;
            case Binary binary:
                BothSides(id, binary, cotangent);
                break;
            case Select select:
                GiveBroadcast(select.WhenTrue, id, graph.Select(select.Condition, cotangent, graph.Literal(0)));
                GiveBroadcast(select.WhenFalse, id, graph.Select(select.Condition, graph.Literal(0), cotangent));
                break;
            case Slice slice:
                if (depends[slice.Operand.Index])
                    (slices[slice.Operand.Index] ??= new()).Add(graph, slice, Filled(cotangent, id));
                break;
            case Concatenation concatenation:
                Parts(concatenation, Filled(cotangent, id));
                break;
            case Sum sum:
                Give(sum.Operand, cotangent);
                break;
            case LogSumExp sum:
                Give(sum.Operand, graph.Multiply(cotangent, Softmax.Append(graph, sum, id)));
                break;
            case Contraction contraction when !depends[contraction.Matrix.Index]:
                Give(contraction.Weights, graph.Apply(contraction.Matrix, Filled(cotangent, id)));
                break;
            case Application application when !depends[application.Matrix.Index]:
                Give(application.Vector, graph.Contract(Filled(cotangent, id), application.Matrix));
                break;
            case OperandCall call:
                Give(call.Point, Call(call, Filled(cotangent, id)));
                break;
            case var other:
                throw new NotSupportedException($"No cotangent of {other}.");
        }
    }

    private void BothSides(NodeId id, Binary binary, NodeId cotangent)
    {
        if (!BinaryDerivatives.Has(binary.Op))
            return;
        if (depends[binary.Left.Index])
            GiveBroadcast(binary.Left, id, graph.Multiply(cotangent, BinaryDerivatives.Left(graph, binary, id)));
        if (depends[binary.Right.Index])
            GiveBroadcast(binary.Right, id, graph.Multiply(cotangent, BinaryDerivatives.Right(graph, binary, id)));
    }

    private void Parts(Concatenation concatenation, NodeId cotangent)
    {
        var start = 0;
        foreach (var part in concatenation.Parts)
        {
            var size = graph.ShapeOf(part).Size;
            if (depends[part.Index])
                Give(part, graph.Slice(cotangent, start, size));
            start += size;
        }
    }

    private NodeId Call(OperandCall call, NodeId cotangent)
    {
        var ambient = graph.ShapeOf(call.Point).Size;
        switch (call.Function)
        {
            // An operand takes one cotangent at a time: several are combined with its Jacobian.
            case OperandFunction.Value when graph.ShapeOf(cotangent).Rows > 1 || graph[cotangent] is UnitVectors or Constant:
                return graph.Contract(cotangent, graph.Call(call.Operand, OperandFunction.Jacobian, ambient, call.Codomain, call.Point));
            case OperandFunction.Value:
                return graph.Call(call.Operand, OperandFunction.Vjp, ambient, call.Codomain, call.Point, cotangent);
            case OperandFunction.Energy:
                return graph.Multiply(
                    cotangent, graph.Call(call.Operand, OperandFunction.EnergyGradient, ambient, call.Codomain, call.Point));
            default:
                throw new NotSupportedException("Operands have first derivatives only.");
        }
    }

    private void Give(NodeId operand, NodeId contribution)
    {
        if (depends[operand.Index])
            cotangents[operand.Index] = cotangents[operand.Index] is { } sum ? graph.Add(sum, contribution) : contribution;
    }

    /// <summary>Gives to an operand that may have one component where the node has several: their cotangents add up.</summary>
    private void GiveBroadcast(NodeId operand, NodeId node, NodeId contribution)
    {
        if (depends[operand.Index])
            Give(operand, graph.ShapeOf(operand).Size == 1 ? graph.Sum(Filled(contribution, node)) : contribution);
    }

    /// <summary>Gives a matrix the cotangent left ⊗ right.</summary>
    private void GiveProduct(NodeId matrix, NodeId left, NodeId right)
    {
        if (!depends[matrix.Index])
            return;
        if (graph.ShapeOf(left).Rows > 1 || graph.ShapeOf(right).Rows > 1)
            throw new NotSupportedException("A matrix has no cotangent where it takes several vectors at once.");
        if (graph.ShapeOf(matrix).Rows == 1)
            Give(matrix, graph.Multiply(left, right));
        else
            products.Add(new OuterProduct(matrix, left, right));
    }

    /// <summary>All that a node has been given, the cotangents of its slices put in their places.</summary>
    private NodeId? Arrived(NodeId id)
    {
        var whole = cotangents[id.Index];
        if (slices[id.Index] is not { } parts)
            return whole;
        var joined = parts.Join(graph, graph.ShapeOf(id).Size);
        return whole is { } sum ? graph.Add(sum, joined) : joined;
    }

    private NodeId Filled(NodeId cotangent, NodeId node) => graph.Spread(cotangent, graph.ShapeOf(node).Size);

    private static bool[] Dependents(GraphBuilder graph, IReadOnlyCollection<NodeId> sources, int count)
    {
        var depends = new bool[count];
        foreach (var source in sources)
        {
            if (source.Index < count)
                depends[source.Index] = true;
        }

        for (var i = 0; i < count; i++)
            depends[i] |= graph[new NodeId(i)].Operands.Any(operand => depends[operand.Index]);
        return depends;
    }

    /// <summary>left ⊗ right, a part of the cotangent of a matrix.</summary>
    public readonly record struct OuterProduct(NodeId Matrix, NodeId Left, NodeId Right);
}
