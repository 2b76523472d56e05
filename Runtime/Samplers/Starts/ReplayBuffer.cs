using System.Runtime.InteropServices;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>
/// Points where earlier chains ended, from which most new chains start: chains of a few steps each then add up to long ones.
/// </summary>
/// <remarks>
/// The buffer is filled with fresh points when made. The newest points replace the oldest. It holds no point off the manifold:
/// adding one is an error. Not safe for use from several threads at once. Source: Du and Mordatch, 2019, section 3.2.
/// </remarks>
public sealed class ReplayBuffer : IDisposable
{
    private readonly ReplayBufferOptions options;
    private readonly NoiseProjection noise;
    private readonly RandomKey key;
    private readonly Tensor points;
    private double[] uniforms = [];
    private ulong draws;
    private int oldest;

    /// <summary>A full buffer of fresh points.</summary>
    /// <param name="noise">Source of fresh points; not disposed by the buffer.</param>
    /// <param name="key">Names the random numbers.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ReplayBuffer(NoiseProjection noise, RandomKey key, ReplayBufferOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(noise);
        this.options = options ?? new ReplayBufferOptions();
        this.options.Validate();
        this.noise = noise;
        this.key = key;
        points = noise.Take(this.options.Capacity).DetachFromDisposeScope();
    }

    /// <summary>The points held, (capacity, n). Owned by the buffer.</summary>
    public Tensor Points => points;

    /// <summary>Draws starting points: each, independently, from the buffer (with replacement) or fresh.</summary>
    /// <param name="count">How many.</param>
    /// <returns>(count, n), fresh.</returns>
    public Tensor Draw(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
            return noise.Take(0);
        DrawUniforms(count);
        var kept = new List<long>(count);
        for (var i = 0; i < count; i++)
        {
            if (IsKept(i))
                kept.Add(PlaceOf(i));
        }

        using var indices = HostTransfer.WriteIndices([.. kept], points.device);
        var held = points.index_select(0, indices);
        if (kept.Count == count)
            return held;
        using (held)
        using (var fresh = noise.Take(count - kept.Count))
            return cat([held, fresh], 0);
    }

    /// <summary>Puts points in the places of the oldest ones; of more points than the capacity, the last ones.</summary>
    /// <param name="x">(batch, n), on the manifold; copied.</param>
    /// <exception cref="ArgumentException">A wrong shape, or a point that is not finite or not on the manifold.</exception>
    public void Add(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        OnManifold.Require(noise.Manifold, x, options.Tolerance, nameof(x));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var batch = (int)x.shape[0];
        for (var start = Math.Max(0, batch - options.Capacity); start < batch;)
        {
            var length = Math.Min(batch - start, options.Capacity - oldest);
            points.narrow(0, oldest, length).copy_(x.narrow(0, start, length));
            oldest = (oldest + length) % options.Capacity;
            start += length;
        }
    }

    /// <summary>Draws the same points as <see cref="Draw(int)"/>, without tensors.</summary>
    /// <param name="rows">Filled, row-major. T is the points' element type; they are on the CPU.</param>
    internal void Draw<T>(Span<T> rows)
        where T : unmanaged
    {
        var width = noise.Manifold.AmbientDimension;
        var count = rows.Length / width;
        DrawUniforms(count);
        var held = Held<T>();
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (IsKept(i))
                held.Slice(PlaceOf(i) * width, width).CopyTo(rows[(kept++ * width)..]);
        }

        noise.Take(rows[(kept * width)..]);
    }

    /// <summary>Puts points in the places of the oldest ones, as <see cref="Add(Tensor)"/>, without tensors.</summary>
    /// <param name="rows">Where chains on the manifold ended, row-major: not looked at once more.</param>
    internal void Add<T>(ReadOnlySpan<T> rows)
        where T : unmanaged
    {
        var width = noise.Manifold.AmbientDimension;
        var held = Held<T>();
        for (var start = Math.Max(0, rows.Length - held.Length); start < rows.Length;)
        {
            var length = Math.Min(rows.Length - start, held.Length - oldest * width);
            rows.Slice(start, length).CopyTo(held[(oldest * width)..]);
            oldest = (oldest + length / width) % options.Capacity;
            start += length;
        }
    }

    /// <summary>Disposes the points held.</summary>
    public void Dispose() => points.Dispose();

    private Span<T> Held<T>()
        where T : unmanaged
        => MemoryMarshal.Cast<byte, T>(points.bytes);

    private void DrawUniforms(int count)
    {
        if (uniforms.Length < 2 * count)
            uniforms = new double[2 * count];
        CounterRandom.Uniforms(key with { Step = draws++ }, uniforms.AsSpan(0, 2 * count), 2);
    }

    private bool IsKept(int draw) => uniforms[2 * draw] >= options.FreshShare;

    private int PlaceOf(int draw) => (int)(uniforms[2 * draw + 1] * options.Capacity);
}
