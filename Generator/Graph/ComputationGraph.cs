using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>An immutable graph in order of evaluation, with the nodes that are its results. It holds no node that no result needs.</summary>
internal sealed record ComputationGraph(EquatableArray<Node> Nodes, EquatableArray<NodeId> Outputs)
{
    public Node this[NodeId id] => Nodes[id.Index];
}
