namespace DslManifolds.Generator.Models;

/// <summary>A multi-layer perceptron: inputs → hidden widths → outputs, an activation after every hidden layer.</summary>
internal sealed record MlpSpec(int Inputs, EquatableArray<int> Hidden, int Outputs, ActivationKind Activation)
    : PartSpec(Outputs)
{
    /// <summary>Affine layers, first to last.</summary>
    public IEnumerable<LayerSpec> Layers
    {
        get
        {
            var inputs = Inputs;
            for (var i = 0; i <= Hidden.Count; i++)
            {
                var outputs = i < Hidden.Count ? Hidden[i] : Outputs;
                // Positions as in the equivalent nn.Sequential, where activations take the odd places.
                yield return new LayerSpec(i, 2 * i, inputs, outputs);
                inputs = outputs;
            }
        }
    }

    public string Widths => string.Join("-", new[] { Inputs }.Concat(Hidden).Concat([Outputs]));
}
