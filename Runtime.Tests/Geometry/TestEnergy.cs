using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

/// <summary>The energy −κ x₁, whose density on the unit sphere is von Mises–Fisher, on the unit circle von Mises.</summary>
internal sealed class TestEnergy(int ambient, double concentration) : IEnergy
{
    public int AmbientDimension => ambient;

    public Tensor Energy(Tensor x)
    {
        using var first = x.select(1, 0);
        return first * -concentration;
    }

    public Tensor EnergyGradient(Tensor x)
    {
        var gradient = zeros_like(x);
        using var first = gradient.select(1, 0);
        first.fill_(-concentration);
        return gradient;
    }

    public (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) => (Energy(x), EnergyGradient(x));
}
