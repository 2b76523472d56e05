using DslManifolds.Kernels;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>
/// Checked training points, handed out in shuffled batches. The last batch of an epoch may be smaller than the others.
/// </summary>
internal sealed class TrainingData : IDisposable
{
    private readonly Tensor points;
    private readonly int batchSize;
    private readonly RandomKey key;
    private readonly long[] order;

    /// <summary>Brings points to the element type and device of a model.</summary>
    /// <param name="data">(rows, n).</param>
    /// <param name="ambient">n.</param>
    /// <param name="minimumRows">Fewer rows are an error.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="key">Names the shuffles; its step counts epochs.</param>
    /// <param name="like">A parameter of the model.</param>
    public TrainingData(Tensor data, int ambient, int minimumRows, int batchSize, RandomKey key, Tensor like)
    {
        var rows = Checked(data, ambient, minimumRows).Length / ambient;
        using var noGradient = no_grad();
        using var detached = data.detach();
        points = detached.to(like.dtype, like.device).DetachFromDisposeScope();
        this.batchSize = batchSize;
        this.key = key;
        order = new long[rows];
    }

    /// <summary>Number of points.</summary>
    public int Rows => order.Length;

    /// <summary>Batches of an epoch.</summary>
    public int Batches => (Rows + batchSize - 1) / batchSize;

    /// <summary>The numbers of points, row-major, after a look at them.</summary>
    /// <param name="data">(rows, n).</param>
    /// <param name="ambient">n.</param>
    /// <param name="minimumRows">Fewer rows are an error.</param>
    public static double[] Checked(Tensor data, int ambient, int minimumRows)
    {
        ArgumentNullException.ThrowIfNull(data);
        HostTransfer.RequireRows(data, ambient, nameof(data));
        var rows = (int)data.shape[0];
        if (rows < minimumRows)
            throw new ArgumentException($"data has {rows} rows; at least {minimumRows} are needed.", nameof(data));
        using var noGradient = no_grad();
        using var detached = data.detach();
        var values = HostTransfer.Read(detached);
        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0
            ? values
            : throw new ArgumentException(
                $"Row {bad / ambient}, column {bad % ambient} of data is not finite; remove or mend the row.", nameof(data));
    }

    /// <summary>All points in the order of an epoch, counted from 0; fresh.</summary>
    public Tensor Shuffled(int epoch)
    {
        CounterRandom.Permutation(key with { Step = (ulong)epoch }, order);
        using var indices = HostTransfer.WriteIndices(order, points.device);
        return points.index_select(0, indices);
    }

    /// <summary>A batch, counted from 0, of an epoch's points; a view to dispose.</summary>
    public Tensor Batch(Tensor shuffled, int batch)
    {
        var start = (long)batch * batchSize;
        return shuffled.narrow(0, start, Math.Min(batchSize, Rows - start));
    }

    public void Dispose() => points.Dispose();
}
