using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Generated energies of two shapes and activations.</summary>
public sealed class GeneratedEnergyTests : EnergyProperties<GeneratedEnergyTests>, ICases
{
    static IEnumerable<string> ICases.Names => [nameof(PlaneEnergy), nameof(SpaceEnergy)];

    private protected override EnergyCase Setup(string name)
    {
        random.manual_seed(0);
        return name == nameof(PlaneEnergy)
            ? Case(new PlaneEnergy(1, float64), () => nn.SiLU(), [2, 32, 32, 1])
            : Case(new SpaceEnergy(2, float64), () => nn.Tanh(), [3, 9, 4, 1]);

        static EnergyCase Case<TEnergy>(TEnergy energy, Func<nn.Module<Tensor, Tensor>> activation, int[] widths)
            where TEnergy : nn.Module, IEnergy
            => new(energy, Reference.Of(energy, activation, widths).Scalar(), randn(9, widths[0], dtype: float64));
    }
}
