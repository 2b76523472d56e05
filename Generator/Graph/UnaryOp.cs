namespace DslManifolds.Generator.Graph;

/// <summary>Elementwise functions of one operand. What they compute and how they differentiate stands in two tables.</summary>
internal enum UnaryOp
{
    /// <summary>−x.</summary>
    Negate,

    /// <summary>1 − x.</summary>
    OneMinus,

    /// <summary>1 − x², the derivative of tanh in terms of its value.</summary>
    OneMinusSquare,

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>x σ(x).</summary>
    Silu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>log(1 + eˣ).</summary>
    Softplus,

    /// <summary>x Φ(x).</summary>
    Gelu,

    /// <summary>Φ(x), the standard normal distribution function.</summary>
    NormalCdf,

    /// <summary>φ(x), the standard normal density.</summary>
    NormalPdf,

    /// <summary>sin x.</summary>
    Sine,

    /// <summary>cos x.</summary>
    Cosine,
}
