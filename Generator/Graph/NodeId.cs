namespace DslManifolds.Generator.Graph;

/// <summary>Position of a node in its graph. Operands always come before the nodes that use them.</summary>
internal readonly record struct NodeId(int Index);
