namespace DslManifolds.Generator.Graph;

/// <summary>One operation of a graph, a value of its own: two nodes with the same operation and operands are the same.</summary>
internal abstract record Node(Shape Shape)
{
    /// <summary>Nodes that this one is computed from, in the order of the operation's operands.</summary>
    public virtual IReadOnlyList<NodeId> Operands => [];

    /// <summary>The same operation on other operands; their number is that of <see cref="Operands"/>.</summary>
    public virtual Node With(IReadOnlyList<NodeId> operands) => this;
}
