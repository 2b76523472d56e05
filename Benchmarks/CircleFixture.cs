using DslManifolds.Geometry;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks;

/// <summary>The circle experiment's data, and its manifold after training.</summary>
internal static class CircleFixture
{
    /// <summary>
    /// Makes libtorch use one thread, as for every figure of the documentation. To be called from the thread that measures: OpenMP
    /// keeps the number for each.
    /// </summary>
    public static void UseOneThread() => set_num_threads(1);

    public static Box Box { get; } = Box.Cube(2, 1.5);

    public static Tensor Data()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(0);
        var angle = 2 * Math.PI * rand(1000);
        return stack([angle.cos(), angle.sin()], 1).MoveToOuterDisposeScope();
    }

    public static CircleManifold Manifold()
    {
        var manifold = new CircleManifold(0);
        using var data = Data();
        new ManifoldTrainer(new ManifoldTrainerOptions()).Train(manifold, data);
        return manifold;
    }
}
