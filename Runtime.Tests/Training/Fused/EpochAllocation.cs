using TorchSharp;

namespace DslManifolds.Runtime.Tests.Training.Fused;

/// <summary>What epochs of a training allocate on the managed heap.</summary>
internal static class EpochAllocation
{
    /// <summary>
    /// Bytes that a training allocates for a hundred epochs more. Fails where more epochs leave a tensor behind.
    /// </summary>
    /// <param name="train">Trains for a number of epochs.</param>
    public static long OfHundred(Action<int> train)
    {
        Allocated(3);
        var tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        // Of several tries the least: what is set up once may come in between.
        var more = Enumerable.Range(0, 5).Min(_ => Allocated(110) - Allocated(10));
        Assert.Equal(tensors, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        return more;

        long Allocated(int epochs)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            train(epochs);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
