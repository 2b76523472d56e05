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

    /// <summary>1,000 points of the unit circle from a von Mises distribution of concentration 2, by rejection from the uniform one.</summary>
    public static Tensor Data()
    {
        const int Count = 1000;
        const double Concentration = 2;
        var random = new Random(0);
        var points = new float[Count, 2];
        for (var i = 0; i < Count;)
        {
            var angle = 2 * Math.PI * random.NextDouble();
            if (random.NextDouble() >= Math.Exp(Concentration * (Math.Cos(angle) - 1)))
                continue;
            points[i, 0] = (float)Math.Cos(angle);
            points[i++, 1] = (float)Math.Sin(angle);
        }

        return tensor(points);
    }

    public static CircleManifold Manifold()
    {
        var manifold = new CircleManifold(0);
        using var data = Data();
        new ManifoldTrainer(new ManifoldTrainerOptions()).Train(manifold, data);
        return manifold;
    }
}
