using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Calls of the kernels of operands, each of which writes its results where they are wanted.</summary>
internal static class CallStatements
{
    public static void Emit(KernelBody body, NodeId id)
    {
        var call = (OperandCall)body.Graph[id];
        var arguments = call.Arguments.Select(body.Lanes).ToList();
        var results = call.ReturnsPair ? Parts(body, id).Select(body.Lanes).ToList() : [body.Lanes(id)];
        var rest = body.Plan.Size == 0 ? KernelFunction.Scratch : $"{KernelFunction.Scratch}.From({body.Plan.Size})";
        body.Statements.Line(
            $"{KernelMemory.Operand(call.Operand)}.{call.Function}({string.Join(", ", [.. arguments, .. results, rest])});");
    }

    /// <summary>The value and the derivative that a call returns.</summary>
    private static IEnumerable<NodeId> Parts(KernelBody body, NodeId call)
    {
        var parts = Enumerable.Range(0, body.Graph.Nodes.Count)
            .Where(i => body.Graph.Nodes[i] is CallResult result && result.Call == call)
            .Select(i => new NodeId(i))
            .OrderBy(part => ((CallResult)body.Graph[part]).Part is OperandFunction.Value or OperandFunction.Energy ? 0 : 1)
            .ToList();
        return parts.Count == 2 ? parts : throw new InvalidOperationException($"{body.Graph[call]} has a result that nothing needs.");
    }
}
