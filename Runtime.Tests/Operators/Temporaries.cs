using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Whether calls leave tensors behind.</summary>
internal static class Temporaries
{
    /// <summary>Asserts that calls whose results are disposed leave nothing, in gradient mode and without.</summary>
    public static void AssertDisposed(Action calls)
    {
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            // What is kept from the first call on, such as constants, is no temporary.
            calls();
            // Of this thread: finalizers of other tests' tensors do not count.
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var i = 0; i < 5; i++)
                calls();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
    }
}
