namespace DslManifolds.Generator.Graph;

/// <summary>Elementwise functions of two operands.</summary>
internal enum BinaryOp
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a b.</summary>
    Multiply,

    /// <summary>a + b − a b: from a towards 1 by the fraction b. The derivative of SiLU is its value towards 1 by σ(x).</summary>
    TowardsOne,
}
