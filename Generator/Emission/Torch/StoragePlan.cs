using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// Decides which node may overwrite the tensor of one of its operands: one whose memory this function has made, that has the result's
/// shape, and that nothing reads any more, under whatever name.
/// </summary>
internal sealed class StoragePlan
{
    private readonly ComputationGraph graph;
    private readonly bool[] conditions;
    private readonly int[] makers;
    private readonly int[] memory;
    private readonly NodeId?[] overwritten;

    public StoragePlan(ComputationGraph graph, bool[] conditions, bool inPlace)
    {
        this.graph = graph;
        this.conditions = conditions;
        var count = graph.Nodes.Count;
        makers = [.. Enumerable.Range(0, count)];
        memory = [.. Enumerable.Range(0, count)];
        overwritten = new NodeId?[count];
        var lastUse = LastUses();
        for (var i = 0; i < count; i++)
        {
            // A slice is a tensor of its own that looks into its operand's memory.
            if (graph.Nodes[i] is Slice slice)
                memory[i] = memory[slice.Operand.Index];
            if (!inPlace || conditions[i] || !graph.Nodes[i].Shape.Batched)
                continue;
            foreach (var operand in Candidates(graph.Nodes[i]))
            {
                // Every name of the memory counts: the last reader of any of them is this node.
                if (Enumerable.Range(0, i).Any(j => memory[j] == memory[operand.Index] && lastUse[j] > i))
                    continue;
                overwritten[i] = operand;
                makers[i] = makers[operand.Index];
                memory[i] = memory[operand.Index];
                break;
            }
        }
    }

    /// <summary>The operand whose tensor the node's result takes over, or null where the result is another tensor.</summary>
    public NodeId? Overwritten(NodeId id) => overwritten[id.Index];

    /// <summary>The node at which the tensor that holds a node's result was made.</summary>
    public NodeId Maker(NodeId id) => new(makers[id.Index]);

    /// <summary>The node whose memory a node's result lies in.</summary>
    public NodeId Memory(NodeId id) => new(memory[id.Index]);

    /// <summary>Whether a node's result lies in memory that is not this function's: an argument, a parameter, a constant.</summary>
    public bool IsForeign(NodeId id) => graph[Memory(id)] is Input or Parameter or Constant or ConstantMatrix or UnitVectors;

    private IEnumerable<NodeId> Candidates(Node node)
    {
        IEnumerable<NodeId> operands = node switch
        {
            Unary unary when TorchOperations.CanOverwrite(unary.Op) => [unary.Operand],
            Binary binary when TorchOperations.IsReciprocal(graph, binary) => [binary.Right],
            Binary binary when TorchOperations.CanOverwrite(binary.Op)
                => BinaryFunctions.IsCommutative(binary.Op) ? [binary.Left, binary.Right] : [binary.Left],
            _ => [],
        };
        return operands.Where(operand => !IsForeign(operand) && !conditions[operand.Index] && graph[operand].Shape == node.Shape);
    }

    private int[] LastUses()
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
