using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Kernels.Generated;

/// <summary>Compares what a kernel's method computes with tensors in double precision.</summary>
/// <param name="ScratchSize">Vectors of scratch memory that the kernel asks for.</param>
/// <param name="Tolerance">Greatest difference, in parts of the greatest number of a result.</param>
internal sealed record Comparison<T>(int ScratchSize, double Tolerance)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Assert(string name, KernelMethod<T> method, Tensor[] arguments, params Tensor[] expected)
    {
        var rows = arguments[0].shape[0];
        var results = KernelCall.Rows(method, ScratchSize, arguments, [.. expected.Select(result => (int)(result.numel() / rows))]);
        for (var i = 0; i < expected.Length; i++)
        {
            var numbers = expected[i].contiguous().data<double>().ToArray();
            var scale = numbers.Max(Math.Abs);
            Xunit.Assert.True(double.IsFinite(scale), $"{name} has no finite reference.");
            // One by one: the greatest of several numbers passes over those that are NaN.
            for (var j = 0; j < numbers.Length; j++)
            {
                var difference = Math.Abs(numbers[j] - results[i][j]);
                Xunit.Assert.True(difference <= Tolerance * scale, $"{name}: result {i} is off by {difference} at a scale of {scale}.");
            }
        }
    }
}
