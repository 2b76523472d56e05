namespace DslManifolds;

/// <summary>Activation functions of an <see cref="MlpAttribute"/>, applied after every hidden layer.</summary>
public enum Activation
{
    /// <summary>SiLU: x σ(x), with σ the logistic sigmoid.</summary>
    Silu,

    /// <summary>Hyperbolic tangent: tanh x.</summary>
    Tanh,

    /// <summary>Softplus: log(1 + eˣ).</summary>
    Softplus,

    /// <summary>GELU in its exact form: x Φ(x), with Φ the standard normal distribution function.</summary>
    Gelu,

    /// <summary>Sine: sin x.</summary>
    Sine,
}
