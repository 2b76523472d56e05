using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>E of composites and its gradient, against the plain formula over their operands.</summary>
public sealed class CompositeEnergyTests : EnergyProperties<CompositeEnergyTests>, ICases
{
    private const int Batch = 9;

    static IEnumerable<string> ICases.Names => CompositeCases.Energies.Keys;

    private protected override EnergyCase Setup(string name)
    {
        var (composite, energy) = CompositeCases.Energies[name]();
        random.manual_seed(name.Length);
        // From inside the small sphere to outside of the large one, so that both components of a union are met.
        var radii = linspace(0.5, 3, Batch, dtype: float64).unsqueeze(1);
        var x = nn.functional.normalize(randn(Batch, composite.AmbientDimension, dtype: float64)) * radii;
        return new(composite, Reference.Of((nn.Module)composite, energy), x);
    }
}
