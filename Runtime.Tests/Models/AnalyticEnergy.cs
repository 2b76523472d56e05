using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>An energy for tests, from a value and a gradient written by hand.</summary>
internal abstract class AnalyticEnergy(int ambient) : IEnergy
{
    public int AmbientDimension => ambient;

    public abstract Tensor Energy(Tensor x);

    public abstract Tensor EnergyGradient(Tensor x);

    public (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) => (Energy(x), EnergyGradient(x));
}

/// <summary>
/// E(x) = −κ x₁: on the unit circle the von Mises density of concentration κ, on a sphere the von Mises–Fisher density.
/// </summary>
internal sealed class TestTilt(int ambient, double concentration) : AnalyticEnergy(ambient)
{
    private readonly Scalar slope = -concentration;

    public override Tensor Energy(Tensor x)
    {
        using var first = x.select(1, 0);
        return first.mul(slope);
    }

    public override Tensor EnergyGradient(Tensor x)
    {
        using var scope = NewDisposeScope();
        var gradient = zeros_like(x);
        gradient.select(1, 0).fill_(slope);
        return gradient.MoveToOuterDisposeScope();
    }
}

/// <summary>A tilt whose gradient and value are NaN where x₂ is above a limit.</summary>
internal sealed class TestPoison(int ambient, double limit) : AnalyticEnergy(ambient)
{
    private readonly TestTilt tilt = new(ambient, 1);
    private readonly Scalar limit = limit;
    private readonly Scalar notANumber = double.NaN;

    public override Tensor Energy(Tensor x)
    {
        using var scope = NewDisposeScope();
        return tilt.Energy(x).masked_fill(x.select(1, 1).gt(limit), notANumber).MoveToOuterDisposeScope();
    }

    public override Tensor EnergyGradient(Tensor x)
    {
        using var scope = NewDisposeScope();
        return tilt.EnergyGradient(x).masked_fill(x.select(1, 1).gt(limit).unsqueeze(1), notANumber).MoveToOuterDisposeScope();
    }
}
