using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Statements that compute a node component by component, each in a local.</summary>
internal static class StraightStatements
{
    public static void Emit(KernelBody body, NodeId id)
    {
        var node = body.Graph[id];
        if (IsAbsorbed(body, id))
            return;
        var name = NodeNames.Of(body.Graph, node);
        // What is a result and nothing else needs no name.
        var isWritten = body.Plan.IsPlaced(id) && body.Plan.PlaceOf(id)!.Value.Buffer.IsResult && body.Uses(id) == 1;
        var components = new Component[Numbers.Count(node.Shape)];
        for (var row = 0; row < node.Shape.Rows; row++)
        {
            for (var i = 0; i < node.Shape.Size; i++)
            {
                var index = (row * node.Shape.Size) + i;
                var expression = Expression(body, node, row, i);
                components[index] = isWritten ? expression : body.Local(name, expression);
                body.Keep(id, index, components[index]);
            }
        }

        if (!isWritten)
            body.Define(id, components);
    }

    /// <summary>Whether a product is computed together with the sum that it is a part of.</summary>
    public static bool IsAbsorbed(KernelBody body, NodeId id)
        => body.Absorbed[id.Index] ??= IsPartOfSum(body, id);

    private static bool IsPartOfSum(KernelBody body, NodeId id)
        => body.Graph[id] is Binary { Op: BinaryOp.Multiply } product
            && body.Uses(id) == 1
            && !body.Plan.IsPlaced(id)
            && Absorber(body, id) is { } sum
            && sum.Shape.Rows == product.Shape.Rows
            && sum.Shape.Size == product.Shape.Size;

    /// <summary>An elementwise operation of components that a function reads.</summary>
    public static Component Elementwise(KernelBody body, Node node, Func<NodeId, Component> read)
    {
        switch (node)
        {
            case Unary unary:
                return Arithmetic.Unary(unary.Op, read(unary.Operand));
            case Select select:
                return Arithmetic.Select(read(select.Condition), read(select.WhenTrue), read(select.WhenFalse));
            case Binary { Op: BinaryOp.Add } sum when Product(body, sum.Right) is { } product:
                return Arithmetic.MultiplyAdd(read(product.Left), read(product.Right), read(sum.Left));
            case Binary { Op: BinaryOp.Add } sum when Product(body, sum.Left) is { } product:
                return Arithmetic.MultiplyAdd(read(product.Left), read(product.Right), read(sum.Right));
            case Binary { Op: BinaryOp.Subtract } difference when Product(body, difference.Left) is { } product:
                return Arithmetic.MultiplyAdd(
                    read(product.Left), read(product.Right), Arithmetic.Unary(UnaryOp.Negate, read(difference.Right)));
            case Binary binary:
                return Arithmetic.Binary(binary.Op, read(binary.Left), read(binary.Right));
            default:
                throw new InvalidOperationException($"{node} is not elementwise.");
        }
    }

    private static Binary? Product(KernelBody body, NodeId id) => IsAbsorbed(body, id) ? (Binary)body.Graph[id] : null;

    /// <summary>The sum that takes a product in, if there is one: a multiply-add is one operation.</summary>
    private static Binary? Absorber(KernelBody body, NodeId id)
    {
        for (var i = id.Index + 1; i < body.Graph.Nodes.Count; i++)
        {
            var node = body.Graph.Nodes[i];
            if (!node.Operands.Contains(id))
                continue;
            var user = new NodeId(i);
            var together = body.Schedule.RoleOf(user) == body.Schedule.RoleOf(id)
                && (body.Schedule.RoleOf(id) == Role.Straight || body.Schedule.StepOf(user) == body.Schedule.StepOf(id));
            return together && node is Binary binary && Takes(body, binary, id) ? binary : null;
        }

        return null;
    }

    private static bool Takes(KernelBody body, Binary binary, NodeId product) => binary.Op switch
    {
        // Of two products the right one is taken in.
        BinaryOp.Add => binary.Right == product || !IsAbsorbed(body, binary.Right),
        BinaryOp.Subtract => binary.Left == product && body.Graph[binary.Right] is Constant,
        _ => false,
    };

    private static Component Expression(KernelBody body, Node node, int row, int i) => node switch
    {
        Affine affine => Terms(
            body,
            [.. Numbers.Terms(body.Graph[affine.Weight], i, transposed: false)
                .Select(term => (Component.Of(term.Factor), body.At(affine.Operand, row, term.Index)))]),
        Pullback pullback => Terms(
            body,
            [.. Numbers.Terms(body.Graph[pullback.Weight], i, transposed: true)
                .Select(term => (Component.Of(term.Factor), body.At(pullback.Operand, row, term.Index)))]),
        Contraction contraction => Terms(
            body,
            [.. Enumerable.Range(0, body.Graph[contraction.Matrix].Shape.Rows)
                .Select(j => (body.At(contraction.Weights, row, j), body.At(contraction.Matrix, j, i)))]),
        Application application => Terms(
            body,
            [.. Enumerable.Range(0, body.Graph[application.Matrix].Shape.Size)
                .Select(j => (body.At(application.Matrix, i, j), body.At(application.Vector, row, j)))]),
        Sum sum => Total(body, [.. Enumerable.Range(0, body.Graph[sum.Operand].Shape.Size).Select(j => body.At(sum.Operand, row, j))]),
        LogSumExp logarithm => Logarithm(
            body, [.. Enumerable.Range(0, body.Graph[logarithm.Operand].Shape.Size).Select(j => body.At(logarithm.Operand, row, j))]),
        _ => Elementwise(body, node, operand => body.At(operand, row, i)),
    };

    /// <summary>Σ aⱼ bⱼ.</summary>
    private static Component Terms(KernelBody body, IReadOnlyList<(Component A, Component B)> terms)
    {
        var total = Component.Of(0);
        foreach (var (a, b) in terms)
        {
            total = body.Local("part", total);
            total = Arithmetic.MultiplyAdd(a, b, total);
        }

        return total;
    }

    private static Component Total(KernelBody body, IReadOnlyList<Component> parts)
    {
        var total = parts[0];
        for (var i = 1; i < parts.Count; i++)
            total = Arithmetic.Binary(BinaryOp.Add, body.Local("part", total), parts[i]);
        return total;
    }

    /// <summary>log Σ eˣ as m + log Σ e^(x − m) with the largest component for m.</summary>
    private static Component Logarithm(KernelBody body, IReadOnlyList<Component> parts)
    {
        var largest = parts[0];
        for (var i = 1; i < parts.Count; i++)
            largest = body.Local("larger", Arithmetic.Binary(BinaryOp.Maximum, largest, parts[i]));
        var shift = body.Local("shift", Component.Of($"{KernelNames.LaneSums}.Shift({largest.Text})"));
        var exponentials = parts.Select(part => body.Local(
            "exponential", Arithmetic.Unary(UnaryOp.Exponential, body.Local("difference", Arithmetic.Binary(BinaryOp.Subtract, part, shift)))));
        var total = body.Local("total", Total(body, [.. exponentials]));
        return Arithmetic.Binary(BinaryOp.Add, shift, body.Local("logarithm", Arithmetic.Unary(UnaryOp.Logarithm, total)));
    }
}
