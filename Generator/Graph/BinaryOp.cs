namespace DslManifolds.Generator.Graph;

/// <summary>Elementwise functions of two operands.</summary>
internal enum BinaryOp
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>a + b − a b: from a towards 1 by the fraction b. The derivative of SiLU is its value towards 1 by σ(x).</summary>
    TowardsOne,

    /// <summary>aᵇ.</summary>
    Power,

    /// <summary>The angle of the point (b, a), as Math.Atan2(a, b).</summary>
    ArcTangent2,

    /// <summary>The smaller of both.</summary>
    Minimum,

    /// <summary>The larger of both.</summary>
    Maximum,

    /// <summary>1 where a &lt; b, 0 elsewhere: a condition.</summary>
    Less,

    /// <summary>1 where a ≤ b, 0 elsewhere: a condition.</summary>
    LessOrEqual,

    /// <summary>1 where a = b, 0 elsewhere: a condition.</summary>
    Equal,

    /// <summary>1 where both conditions hold.</summary>
    And,

    /// <summary>1 where one of two conditions holds.</summary>
    Or,
}
