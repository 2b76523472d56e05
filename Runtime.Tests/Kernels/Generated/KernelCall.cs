using System.Numerics;
using DslManifolds.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Kernels.Generated;

/// <summary>A method of a kernel.</summary>
internal delegate void KernelMethod<T>(Lanes<T>[] arguments, Lanes<T>[] results, Lanes<T> scratch)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>
/// Calls a kernel's method on the rows of tensors, and asserts what every method owes: arguments stay as they are, nothing is written
/// beyond the results and the scratch memory, nothing is allocated.
/// </summary>
internal static class KernelCall
{
    /// <returns>The results, a row for each row of the arguments, in double precision.</returns>
    public static double[][] Rows<T>(KernelMethod<T> method, int scratchSize, IReadOnlyList<Tensor> arguments, IReadOnlyList<int> sizes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = (int)arguments[0].shape[0];
        var numbers = arguments.Select(argument => argument.contiguous().data<T>().ToArray()).ToArray();
        var columns = arguments.Select(argument => (int)argument.shape[1]).ToArray();
        var inputs = columns.Select(size => new GuardedLanes<T>(size)).ToArray();
        var outputs = sizes.Select(size => new GuardedLanes<T>(size)).ToArray();
        var results = sizes.Select(size => new T[rows * size]).ToArray();
        using var scratch = new GuardedLanes<T>(scratchSize);
        Lanes<T>[] inputLanes = [.. inputs.Select(input => input.Lanes)];
        Lanes<T>[] outputLanes = [.. outputs.Select(output => output.Lanes)];
        for (var first = 0; first < rows; first += Lanes<T>.Count)
        {
            var count = Math.Min(Lanes<T>.Count, rows - first);
            for (var i = 0; i < inputs.Length; i++)
                LaneTransfer.Load<T>(numbers[i], columns[i], first, count, inputs[i].Lanes);
            foreach (var lanes in outputs.Append(scratch))
                lanes.Clear();
            var before = inputs.Select(input => input.Elements.ToArray()).ToArray();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            method(inputLanes, outputLanes, scratch.Lanes);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            // The first call may make tables of constants.
            Assert.True(first == 0 || allocated == 0, $"{allocated} bytes were allocated.");
            foreach (var lanes in inputs.Concat(outputs).Append(scratch))
                lanes.AssertGuards();
            for (var i = 0; i < inputs.Length; i++)
                Assert.True(inputs[i].Elements.SequenceEqual(before[i]), "An argument was written.");
            for (var i = 0; i < outputs.Length; i++)
                LaneTransfer.Store(outputs[i].Lanes, sizes[i], first, count, results[i].AsSpan());
        }

        foreach (var lanes in inputs.Concat(outputs))
            lanes.Dispose();
        return [.. results.Select(result => Array.ConvertAll(result, double.CreateChecked))];
    }
}
