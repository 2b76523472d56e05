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

    /// <summary>1 + x², the derivative of tan in terms of its value.</summary>
    OnePlusSquare,

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

    /// <summary>tan x.</summary>
    Tangent,

    /// <summary>arcsin x.</summary>
    ArcSine,

    /// <summary>arccos x.</summary>
    ArcCosine,

    /// <summary>arctan x.</summary>
    ArcTangent,

    /// <summary>sinh x.</summary>
    HyperbolicSine,

    /// <summary>cosh x.</summary>
    HyperbolicCosine,

    /// <summary>arsinh x.</summary>
    AreaSine,

    /// <summary>arcosh x.</summary>
    AreaCosine,

    /// <summary>artanh x.</summary>
    AreaTangent,

    /// <summary>√x.</summary>
    SquareRoot,

    /// <summary>∛x.</summary>
    CubeRoot,

    /// <summary>eˣ.</summary>
    Exponential,

    /// <summary>log x, the natural logarithm.</summary>
    Logarithm,

    /// <summary>|x|.</summary>
    Absolute,

    /// <summary>−1, 0 or 1.</summary>
    Sign,

    /// <summary>1 where a condition does not hold.</summary>
    Not,
}
