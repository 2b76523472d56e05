namespace DslManifolds.Generator.Models;

/// <summary>
/// The first coordinates of T(x), T a composition of affine couplings: each changes one half of the coordinates by what a perceptron
/// makes of the other half.
/// </summary>
internal sealed record CouplingFlowSpec(
    int Inputs, EquatableArray<int> Hidden, int Outputs, ActivationKind Activation, int Couplings, double MaxLogScale)
    : PartSpec(Outputs)
{
    /// <summary>Number of coordinates of the first half.</summary>
    public int FirstHalf => Inputs / 2;

    /// <summary>The couplings' perceptrons, first to last: logarithmic scales before their bound, then shifts.</summary>
    public IEnumerable<MlpSpec> Nets => Enumerable.Range(0, Couplings).Select(Net);

    /// <inheritdoc/>
    public override IEnumerable<LayerSpec> Layers => Nets.SelectMany(net => net.Layers);

    /// <summary>Whether a coupling changes the first half: the last one does, those before it in turn.</summary>
    public bool ChangesFirstHalf(int coupling) => (Couplings - coupling) % 2 == 1;

    private MlpSpec Net(int coupling)
    {
        var changed = ChangesFirstHalf(coupling) ? FirstHalf : Inputs - FirstHalf;
        return new MlpSpec(Inputs - changed, Hidden, 2 * changed, Activation, FirstLayer: coupling * (Hidden.Count + 1));
    }
}
