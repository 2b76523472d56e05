using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>
/// Memory for the samples of one batch, or of as many of them as are worth keeping at once: their points, directions, weights and
/// factors.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TrainingMemory<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Factors beyond that would leave the second-level cache.
    private const int MaximumBytes = 1 << 18;
    private const int VectorBytes = 64;

    private readonly Scratch<T> memory;

    /// <summary>Memory for a kernel.</summary>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="point">Numbers of a point.</param>
    /// <param name="direction">Numbers of a direction; 0 where there is none.</param>
    /// <param name="factors">Factors of a sample.</param>
    /// <param name="scratch">Scratch memory of the kernel.</param>
    public TrainingMemory(int batchSize, int point, int direction, int factors, int scratch)
    {
        var vectors = Math.Min(BatchLanes.VectorsFor<T>(batchSize), Math.Max(1, MaximumBytes / (VectorBytes * factors)));
        Capacity = vectors * Lanes<T>.Count;
        memory = new Scratch<T>(vectors * (point + direction + 1 + factors) + Settings + scratch);
        Points = memory.Lanes;
        Directions = Points.From(vectors * point);
        Weights = Directions.From(vectors * direction);
        Factors = Weights.From(vectors);
        Losses = Factors.From(vectors * factors);
        First = Losses.From(2);
        Second = Losses.From(3);
        Third = Losses.From(4);
        Kernel = Losses.From(Settings);
    }

    // Two losses and three settings.
    private static int Settings => 5;

    /// <summary>Samples that there is room for.</summary>
    public int Capacity { get; }

    /// <summary>Points, vector by vector.</summary>
    public Lanes<T> Points { get; }

    /// <summary>Directions, vector by vector.</summary>
    public Lanes<T> Directions { get; }

    /// <summary>Weights of samples.</summary>
    public Lanes<T> Weights { get; }

    /// <summary>Factors of the gradient, vector by vector.</summary>
    public Lanes<T> Factors { get; }

    /// <summary>Both parts of a vector's loss.</summary>
    public Lanes<T> Losses { get; }

    /// <summary>A setting of the loss, in every lane.</summary>
    public Lanes<T> First { get; }

    /// <summary>Another setting.</summary>
    public Lanes<T> Second { get; }

    /// <summary>A third one.</summary>
    public Lanes<T> Third { get; }

    /// <summary>Scratch memory of the kernel.</summary>
    public Lanes<T> Kernel { get; }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();
}
