namespace DslManifolds.Generator.Graph;

/// <summary>What can be asked of an operand.</summary>
internal enum OperandFunction
{
    /// <summary>F(y): (k).</summary>
    Value,

    /// <summary>J(y) v: (k).</summary>
    Jvp,

    /// <summary>J(y)ᵀ w: (n).</summary>
    Vjp,

    /// <summary>J(y): k rows of n.</summary>
    Jacobian,

    /// <summary>E(y): (1).</summary>
    Energy,

    /// <summary>∇E(y): (n).</summary>
    EnergyGradient,
}
