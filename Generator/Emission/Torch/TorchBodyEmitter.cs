using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// Writes a graph as the body of a method over TorchSharp, a statement a node. Without gradient mode results overwrite dead
/// temporaries; with it every result is fresh, since autograd keeps what it needs. All temporaries are disposed at the end.
/// </summary>
internal static class TorchBodyEmitter
{
    /// <summary>For each kind of node that is computed, the name of its result and the expression that makes it.</summary>
    private static readonly Dictionary<Type, (Func<Node, string> Name, Func<TorchBody, NodeId, string> Expression)> Table = new()
    {
        [typeof(Affine)] = Row<Affine>(node => node.Bias is null ? "pushed" : "affine", LinearStatements.Affine),
        [typeof(Pullback)] = Row<Pullback>(_ => "pulled", LinearStatements.Pullback),
        [typeof(Contraction)] = Row<Contraction>(_ => "contracted", LinearStatements.Contraction),
        [typeof(Application)] = Row<Application>(_ => "applied", LinearStatements.Application),
        [typeof(Unary)] = Row<Unary>(node => Lower(node.Op.ToString()), ElementwiseStatements.Unary),
        [typeof(Binary)] = Row<Binary>(ElementwiseStatements.NameOf, ElementwiseStatements.Binary),
        [typeof(Select)] = Row<Select>(_ => "chosen", ElementwiseStatements.Select),
        [typeof(Slice)] = Row<Slice>(_ => "slice", VectorStatements.Slice),
        [typeof(Concatenation)] = Row<Concatenation>(_ => "joined", VectorStatements.Concatenation),
        [typeof(RowStack)] = Row<RowStack>(_ => "stacked", VectorStatements.RowStack),
        [typeof(Sum)] = Row<Sum>(_ => "total", VectorStatements.Sum),
        [typeof(OperandCall)] = Row<OperandCall>(OperandCallStatements.NameOf, OperandCallStatements.Call),
        [typeof(CallResult)] = Row<CallResult>(OperandCallStatements.NameOf, OperandCallStatements.Result),
        [typeof(LogSumExp)] = Row<LogSumExp>(_ => "logSumExp", VectorStatements.LogSumExp),
    };

    /// <param name="writer">Where to write.</param>
    /// <param name="function">What to compute.</param>
    /// <param name="module">The module that the method belongs to.</param>
    /// <param name="recorded">Whether the body runs in gradient mode.</param>
    public static void Emit(SourceWriter writer, TorchFunction function, TorchModule module, bool recorded)
    {
        var body = new TorchBody(function, module, recorded);
        var results = new TorchResults(body, function.Forms);
        for (var i = 0; i < body.Graph.Nodes.Count; i++)
            Statement(body, new NodeId(i), results);
        results.Return();

        if (body.UsesNumbers)
            writer.Line($"var {body.Numbers} = constants.For({function.Point.Name});");
        if (body.UsesBatch)
            writer.Line($"var {body.Batch} = {function.Point.Name}.size(0);");
        writer.Line(body.Statements.ToString().TrimEnd('\n'));
    }

    private static void Statement(TorchBody body, NodeId id, TorchResults results)
    {
        var node = body.Graph[id];
        if (node is Input or Parameter or Constant or ConstantMatrix or UnitVectors)
            return;
        if (!Table.TryGetValue(node.GetType(), out var row))
            throw new InvalidOperationException($"No emission for {node}.");
        var expression = row.Expression(body, id);
        var name = node is Slice { Shape.Size: 1 } slice && body.Graph[slice.Operand] is Input input
            ? body.Fresh($"{input.Name}{slice.Start}", row.Name(node))
            : body.Fresh(row.Name(node));
        // Of a pair, the two results are disposed.
        var owns = body.Storage.Overwritten(id) is null && !results.Leaves(id) && node is not OperandCall { ReturnsPair: true };
        body.Statements.Line($"{(owns ? "using var" : "var")} {name} = {expression};");
        body.Name(id, name);
    }

    private static (Func<Node, string> Name, Func<TorchBody, NodeId, string> Expression) Row<T>(
        Func<T, string> name, Func<TorchBody, NodeId, T, string> expression)
        where T : Node
        => (node => name((T)node), (body, id) => expression(body, id, (T)body.Graph[id]));

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
