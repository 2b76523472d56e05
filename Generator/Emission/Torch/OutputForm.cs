namespace DslManifolds.Generator.Emission.Torch;

/// <summary>How a result of a graph becomes a result of the generated function.</summary>
internal enum OutputForm
{
    /// <summary>As it is: (batch, size), or (batch, rows, size) for a stack of several rows.</summary>
    AsIs,

    /// <summary>(batch, 1) → (batch).</summary>
    Scalar,

    /// <summary>A stack of one row, (batch, size) → (batch, 1, size).</summary>
    SingleRow,
}
