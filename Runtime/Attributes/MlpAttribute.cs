namespace DslManifolds;

/// <summary>
/// Gives a manifold, an energy, an encoder or a decoder its function as a multi-layer perceptron: affine layers with an
/// <see cref="Activation"/> between them. The number of inputs and outputs follows from the declaration.
/// </summary>
/// <param name="hidden">Widths of the hidden layers, first to last; at least one, each at least 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MlpAttribute(params int[] hidden) : Attribute
{
    /// <summary>Widths of the hidden layers, first to last.</summary>
    public IReadOnlyList<int> Hidden { get; } = hidden;

    /// <summary>Activation after every hidden layer.</summary>
    public Activation Activation { get; set; } = Activation.Silu;
}
