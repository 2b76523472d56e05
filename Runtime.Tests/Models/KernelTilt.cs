using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>E(x) = −κ x₁, NaN with its gradient where x₂ is above a limit, with kernels written by hand.</summary>
internal sealed class KernelTilt<TSizes>(double concentration, double limit = double.PositiveInfinity)
    : AnalyticEnergy(TSizes.Ambient), IEnergyKernelSource
    where TSizes : struct, ISizes
{
    private readonly Scalar slope = -concentration;
    private readonly Scalar limit = limit;
    private readonly Scalar notANumber = double.NaN;

    public override Tensor Energy(Tensor x)
    {
        using var scope = NewDisposeScope();
        return x.select(1, 0).mul(slope).masked_fill(x.select(1, 1).gt(limit), notANumber).MoveToOuterDisposeScope();
    }

    public override Tensor EnergyGradient(Tensor x)
    {
        using var scope = NewDisposeScope();
        var gradient = zeros_like(x);
        gradient.select(1, 0).fill_(slope);
        return gradient.masked_fill(x.select(1, 1).gt(limit).unsqueeze(1), notANumber).MoveToOuterDisposeScope();
    }

    public TResult UseEnergyKernel<T, TResult>(IEnergyKernelUser<T, TResult> user)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        user.Use(new Kernel<T>(T.CreateTruncating(-concentration), T.CreateTruncating(limit.ToDouble())));

    private readonly struct Kernel<T>(T slope, T limit) : IEnergyKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int AmbientDimension => TSizes.Ambient;

        public static int ScratchSize => 0;

        public void Energy(Lanes<T> x, Lanes<T> energy, Lanes<T> scratch) => energy[0] = Poisoned(x, x[0] * slope);

        public void EnergyGradient(Lanes<T> x, Lanes<T> gradient, Lanes<T> scratch)
        {
            for (var i = 0; i < TSizes.Ambient; i++)
                gradient[i] = Poisoned(x, Vector512.Create(i == 0 ? slope : T.Zero));
        }

        public void EnergyAndGradient(Lanes<T> x, Lanes<T> energy, Lanes<T> gradient, Lanes<T> scratch)
        {
            Energy(x, energy, scratch);
            EnergyGradient(x, gradient, scratch);
        }

        private Vector512<T> Poisoned(Lanes<T> x, Vector512<T> value) => Vector512.ConditionalSelect(
            Vector512.GreaterThan(x[1], Vector512.Create(limit)), Vector512.Create(T.NaN), value);
    }
}
