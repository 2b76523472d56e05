using DslManifolds.Geometry;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Measurement;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks;

/// <summary>The circle experiment's data, and its manifold after training.</summary>
internal static class CircleFixture
{
    /// <summary>
    /// Makes libtorch use one thread, as for every figure of the documentation. To be called from the thread that measures:
    /// OpenMP keeps the number for each.
    /// </summary>
    public static void UseOneThread() => set_num_threads(1);

    public static Box Box => CircleMeasurement.Box;

    /// <summary>1,000 points of the unit circle from a von Mises distribution of concentration 2.</summary>
    public static Tensor Data()
    {
        using var circle = new CircleMeasurement(epochs: 1);
        return circle.Data.clone();
    }

    public static CircleManifold Manifold()
    {
        using var circle = new CircleMeasurement();
        return circle.CopyOfManifold();
    }
}
