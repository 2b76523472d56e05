using System.Numerics;
using DslManifolds.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A sphere that has a kernel, for which nobody may ask.</summary>
internal sealed class UnaskedKernel(int ambient) : AnalyticManifold(ambient, 1), IManifoldKernelSource
{
    private readonly TestSphere sphere = new(ambient);

    public override Tensor Value(Tensor x) => sphere.Value(x);

    public override Tensor Jacobian(Tensor x) => sphere.Jacobian(x);

    public TResult UseManifoldKernel<T, TResult>(IManifoldKernelUser<T, TResult> user)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        throw new InvalidOperationException("The kernel was asked for.");
}
