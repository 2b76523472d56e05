using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Derivatives as limits of differences, and the comparison of tensors.</summary>
internal static class Differences
{
    /// <summary>Derivative along v by central differences at h and h/2 with the h² term removed: error O(h⁴).</summary>
    public static Tensor Along(Func<Tensor, Tensor> function, Tensor x, Tensor v)
    {
        Tensor Central(double h) => (function(x + h * v) - function(x - h * v)) / (2 * h);
        return (4 * Central(5e-4) - Central(1e-3)) / 3;
    }

    /// <summary>Asserts that two tensors differ by no more than a fraction of 1 plus the largest entry.</summary>
    public static void AssertNear(Tensor expected, Tensor actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        var scale = 1 + expected.abs().max().item<double>();
        var error = (expected - actual).abs().max().item<double>() / scale;
        Assert.True(error <= tolerance, $"Relative error {error:E2} is above {tolerance:E0}.");
    }
}
