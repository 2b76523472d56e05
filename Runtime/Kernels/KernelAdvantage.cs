using System.Runtime.Intrinsics;
using TorchSharp;

namespace DslManifolds.Kernels;

/// <summary>Where libtorch is faster than kernels: what <see cref="Backend.Auto"/> decides by.</summary>
/// <remarks>
/// Kernels read all weights once for each vector of samples. They win by what they spare, as long as a layer's matrix stays in the processor's
/// second cache. Without vectors of 512 bits .NET puts them together from halves, and large products cost more than libtorch's. Measured by
/// <c>Benchmarks/Crossover</c>, in float.
/// </remarks>
internal static class KernelAdvantage
{
    /// <summary>Most numbers of a layer's matrix where vectors of 512 bits are hardware.</summary>
    public const long LargestMatrix = 512 * 512;

    /// <summary>The same where they are two of 256 bits.</summary>
    public const long LargestMatrixInHalves = 64 * 64;

    /// <summary>What makes libtorch faster; null where kernels are.</summary>
    /// <param name="functions">What is to be evaluated; of modules the parameters count.</param>
    public static string? Obstacle(params ReadOnlySpan<object> functions)
    {
        if (!Vector256.IsHardwareAccelerated)
            return "the processor has no vector units of 256 bits or more, without which libtorch is faster.";
        var (limit, bits) = Vector512.IsHardwareAccelerated ? (LargestMatrix, 512) : (LargestMatrixInHalves, 256);
        foreach (var function in functions)
        {
            var largest = function is torch.nn.Module module ? Largest(module) : 0;
            if (largest > limit)
            {
                return $"a layer of {function.GetType().Name} has {largest} weights; beyond {limit}, on vectors of {bits} bits, libtorch "
                    + "is faster.";
            }
        }

        return null;
    }

    private static long Largest(torch.nn.Module module)
    {
        long largest = 0;
        foreach (var parameter in module.parameters())
            largest = Math.Max(largest, parameter.numel());
        return largest;
    }
}
