using System.Numerics;
using System.Runtime.CompilerServices;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>Training points in shuffled batches, the same ones as <see cref="TrainingData"/>'s. The last batch may be smaller.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TrainingRows<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] values;
    private readonly int columns;
    private readonly int batchSize;
    private readonly RandomKey key;
    private readonly int[] order;
    private readonly Scratch<double> uniforms = new(1);

    /// <summary>Points to train on.</summary>
    /// <param name="values">The points, row-major, finite.</param>
    /// <param name="columns">Coordinates of a point.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="key">Names the shuffles; its step counts epochs.</param>
    public TrainingRows(double[] values, int columns, int batchSize, RandomKey key)
    {
        this.values = new T[values.Length];
        for (var i = 0; i < values.Length; i++)
            this.values[i] = T.CreateTruncating(values[i]);
        this.columns = columns;
        this.batchSize = batchSize;
        this.key = key;
        order = new int[values.Length / columns];
    }

    /// <summary>Number of points.</summary>
    public int Rows => order.Length;

    /// <summary>Batches of an epoch.</summary>
    public int Batches => (Rows + batchSize - 1) / batchSize;

    /// <summary>Puts the points into the order of an epoch, counted from 0: the one of <see cref="CounterRandom.Permutation"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle(int epoch)
    {
        var draws = uniforms.Lanes.Elements(1);
        var shuffled = order;
        for (var first = 0; first < shuffled.Length; first += draws.Length)
        {
            VectorRandom.Uniforms(key with { Step = (ulong)epoch, Chain = (uint)first }, uniforms.Lanes, 1);
            var end = Math.Min(first + draws.Length, shuffled.Length);
            for (var i = first; i < end; i++)
            {
                var place = (int)(draws[i - first] * (i + 1));
                shuffled[i] = shuffled[place];
                shuffled[place] = i;
            }
        }
    }

    /// <summary>Points of a batch, counted from 0.</summary>
    public int CountOf(int batch) => Math.Min(batchSize, Rows - batch * batchSize);

    /// <summary>Copies points of a batch into lanes.</summary>
    /// <param name="batch">Number of the batch.</param>
    /// <param name="first">Number of the first point within it.</param>
    /// <param name="count">Points to copy.</param>
    /// <param name="lanes">Where to; see <see cref="BatchLanes.Gather"/>.</param>
    public void Gather(int batch, int first, int count, Lanes<T> lanes) =>
        BatchLanes.Gather(values, order.AsSpan(batch * batchSize + first, count), columns, lanes);

    /// <inheritdoc/>
    public void Dispose() => uniforms.Dispose();
}
