using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// Decides which node may overwrite the tensor of one of its operands: one that this function has made, that has the result's
/// shape, and that nothing reads any more.
/// </summary>
internal sealed class StoragePlan
{
    private readonly int[] roots;
    private readonly NodeId?[] overwritten;

    public StoragePlan(ComputationGraph graph, bool inPlace)
    {
        var count = graph.Nodes.Count;
        roots = [.. Enumerable.Range(0, count)];
        overwritten = new NodeId?[count];
        var lastUse = LastUses(graph);
        for (var i = 0; i < count && inPlace; i++)
        {
            foreach (var operand in Candidates(graph, graph.Nodes[i]))
            {
                var root = roots[operand.Index];
                // Every name of one tensor counts: the last reader of any of them is this node.
                if (Enumerable.Range(0, i).Any(j => roots[j] == root && lastUse[j] > i))
                    continue;
                overwritten[i] = operand;
                roots[i] = root;
                break;
            }
        }
    }

    /// <summary>The operand whose tensor the node's result takes over, or null where the result is a fresh tensor.</summary>
    public NodeId? Overwritten(NodeId id) => overwritten[id.Index];

    /// <summary>The node at which the tensor that holds a node's result was made.</summary>
    public NodeId Maker(NodeId id) => new(roots[id.Index]);

    private static IEnumerable<NodeId> Candidates(ComputationGraph graph, Node node)
    {
        IEnumerable<NodeId> operands = node switch
        {
            Unary unary when TorchOperations.CanOverwrite(unary.Op) => [unary.Operand],
            Binary binary => [binary.Left, binary.Right],
            _ => [],
        };
        return operands.Where(operand => graph[operand] is not (Input or Parameter or Constant or UnitVectors)
            && graph[operand].Shape == node.Shape);
    }

    private static int[] LastUses(ComputationGraph graph)
    {
        var lastUse = new int[graph.Nodes.Count];
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var operand in graph.Nodes[i].Operands)
                lastUse[operand.Index] = i;
        }

        foreach (var output in graph.Outputs)
            lastUse[output.Index] = int.MaxValue;
        return lastUse;
    }
}
