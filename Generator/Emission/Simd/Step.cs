using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>How a node comes into being.</summary>
internal enum Role
{
    /// <summary>It is there: an argument, a parameter, a number.</summary>
    Given,

    /// <summary>Its components are those of others: nothing is computed.</summary>
    Alias,

    /// <summary>A straight line of statements, a local for each component.</summary>
    Straight,

    /// <summary>Inside a loop over components.</summary>
    Loop,

    /// <summary>A sum that a loop over components gathers.</summary>
    Reduction,

    /// <summary>A call that writes into memory: a product with a matrix.</summary>
    Product,

    /// <summary>A call of an operand's kernel, or one of its results.</summary>
    Call,
}

/// <summary>Nodes that are computed together: those of one loop, or a single one.</summary>
/// <param name="role">How.</param>
/// <param name="rows">For a loop, the rows that it runs over.</param>
/// <param name="size">For a loop, the components that it runs over.</param>
internal sealed class Step(Role role, int rows, int size)
{
    public Role Role => role;

    public int Rows => rows;

    public int Size => size;

    public List<NodeId> Nodes { get; } = [];
}
