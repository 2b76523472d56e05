namespace DslManifolds.Generator.Models;

/// <summary>A multi-layer perceptron: inputs → hidden widths → outputs, an activation after every hidden layer.</summary>
/// <param name="FirstLayer">Place of its first layer among those of its function.</param>
internal sealed record MlpSpec(int Inputs, EquatableArray<int> Hidden, int Outputs, ActivationKind Activation, int FirstLayer = 0)
    : PartSpec(Outputs)
{
    /// <inheritdoc/>
    public override IEnumerable<LayerSpec> Layers
    {
        get
        {
            var inputs = Inputs;
            for (var i = 0; i <= Hidden.Count; i++)
            {
                var outputs = i < Hidden.Count ? Hidden[i] : Outputs;
                // Positions as in the equivalent nn.Sequential, where activations take the odd places.
                yield return new LayerSpec(FirstLayer + i, 2 * (FirstLayer + i), inputs, outputs);
                inputs = outputs;
            }
        }
    }

    public string Widths => string.Join("-", new[] { Inputs }.Concat(Hidden).Concat([Outputs]));
}
