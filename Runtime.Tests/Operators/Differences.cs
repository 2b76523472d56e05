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
        var scale = 1 + expected.abs().max().to(float64).item<double>();
        var error = (expected - actual).abs().max().to(float64).item<double>() / scale;
        Assert.True(error <= tolerance, $"Relative error {error:E2} is above {tolerance:E0}.");
    }

    /// <summary>
    /// Asserts that the losses of a module and of its reference have the same gradients in their parameters, and none in the same
    /// ones: the last bias has no part in a derivative, nor an energy in F.
    /// </summary>
    public static void AssertSameGradients(nn.Module module, Tensor loss, Reference reference, Tensor expectedLoss, double tolerance)
    {
        var gradients = autograd.grad([loss], [.. module.parameters()], allow_unused: true);
        var expected = autograd.grad([expectedLoss], [.. reference.Parameters], allow_unused: true);
        Assert.Equal(expected.Count, gradients.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(IsMissing(expected[i]), IsMissing(gradients[i]));
            if (!IsMissing(expected[i]))
                AssertNear(expected[i], gradients[i], tolerance);
        }
    }

    // TorchSharp gives a tensor without a handle for a gradient that does not exist.
    private static bool IsMissing(Tensor? gradient) => gradient is null || gradient.IsInvalid;
}
