using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>Points of ℝⁿ in one managed array of doubles, row after row: what meshes and metrics compute with.</summary>
public sealed class PointSet
{
    /// <summary>
    /// Points a call: enough to hide the cost of a call, few enough for the activations of wide layers.
    /// </summary>
    internal const int ChunkSize = 65_536;

    /// <summary>Wraps coordinates; the array is kept, not copied.</summary>
    /// <param name="coordinates">Coordinate i of point p at index p · dimension + i.</param>
    /// <param name="dimension">Ambient dimension n, positive.</param>
    /// <exception cref="ArgumentException">The number of coordinates is no multiple of the dimension.</exception>
    public PointSet(double[] coordinates, int dimension)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (coordinates.Length % dimension != 0)
        {
            throw new ArgumentException(
                $"{coordinates.Length} coordinates do not make whole points of dimension {dimension}.", nameof(coordinates));
        }

        Coordinates = coordinates;
        Dimension = dimension;
    }

    /// <summary>Coordinate i of point p at index p · <see cref="Dimension"/> + i.</summary>
    public double[] Coordinates { get; }

    /// <summary>Ambient dimension n.</summary>
    public int Dimension { get; }

    /// <summary>Number of points.</summary>
    public int Count => Coordinates.Length / Dimension;

    /// <summary>The coordinates of one point.</summary>
    public ReadOnlySpan<double> this[int point] => Coordinates.AsSpan(point * Dimension, Dimension);

    /// <summary>Copies a tensor of shape (batch, n), of any element type and on any device.</summary>
    public static PointSet FromTensor(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.dim() != 2)
            throw new ArgumentException($"x has the shape ({string.Join(", ", x.shape)}); points need (batch, n).", nameof(x));
        return new PointSet(CopyToArray(x), (int)x.shape[1]);
    }

    /// <summary>The points as a fresh tensor, (batch, n).</summary>
    /// <param name="elementType">Element type of the tensor.</param>
    /// <param name="device">Device of the tensor; the CPU where null.</param>
    public Tensor ToTensor(ScalarType elementType = ScalarType.Float32, Device? device = null) =>
        ToTensor(0, Count, elementType, device);

    /// <summary>Values of a batched function at all points, computed in chunks without gradients.</summary>
    /// <param name="function">
    /// Maps (batch, n) to (batch) or (batch, …) and leaves its argument as it is; its result is disposed.
    /// </param>
    /// <param name="elementType">Element type that the function works in.</param>
    /// <param name="device">Device that the function works on; the CPU where null.</param>
    /// <returns>The values, those of the first point first.</returns>
    public double[] Evaluate(Func<Tensor, Tensor> function, ScalarType elementType = ScalarType.Float32, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        using var _ = no_grad();
        double[] values = [];
        for (var start = 0; start < Count; start += ChunkSize)
        {
            var length = Math.Min(ChunkSize, Count - start);
            using var scope = NewDisposeScope();
            var chunk = CopyToArray(function(ToTensor(start, length, elementType, device)));
            var width = chunk.Length / length;
            if (start == 0)
                values = new double[width * Count];
            chunk.CopyTo(values, start * width);
        }

        return values;
    }

    private static double[] CopyToArray(Tensor x)
    {
        if (x.numel() == 0)
            return [];
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        return x.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
    }

    private Tensor ToTensor(int start, int length, ScalarType elementType, Device? device)
    {
        using var scope = NewDisposeScope();
        var rows = Coordinates.AsSpan(start * Dimension, length * Dimension).ToArray();
        return tensor(rows, [length, Dimension], dtype: elementType, device: device ?? CPU).MoveToOuterDisposeScope();
    }
}
