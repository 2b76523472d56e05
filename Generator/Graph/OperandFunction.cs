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

    /// <summary>F(y) and J(y) v with one forward pass, as two <see cref="CallResult"/>s.</summary>
    ValueAndJvp,

    /// <summary>F(y) and J(y)ᵀ w with one forward pass, as two <see cref="CallResult"/>s.</summary>
    ValueAndVjp,

    /// <summary>F(y) and J(y) with one forward pass, as two <see cref="CallResult"/>s.</summary>
    ValueAndJacobian,

    /// <summary>E(y) and ∇E(y) with one forward pass, as two <see cref="CallResult"/>s.</summary>
    EnergyAndGradient,
}
