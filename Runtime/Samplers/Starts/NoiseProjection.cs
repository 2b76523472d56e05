using System.Runtime.InteropServices;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>
/// Fresh starting points for chains: noise, uniform in a box, projected onto the manifold (argmin ‖F‖², appendix A.2 of the
/// paper).
/// </summary>
/// <remarks>
/// Noise whose projection fails, leaves the box or is not finite is dropped and drawn anew, so every point handed out is on the
/// manifold and in the box. The points are spread over the manifold, but not evenly by its volume. They are made in blocks, since
/// a projection costs nearly the same for one point as for hundreds, and kept until they are asked for: the manifold must not
/// change in the meantime. Not safe for use from several threads at once.
/// </remarks>
public sealed class NoiseProjection : IDisposable
{
    private const int BlockSize = 512;
    private const int BlocksWithoutPoint = 8;

    private readonly IManifold manifold;
    private readonly Box box;
    private readonly ManifoldProjectionOptions? projection;
    private readonly RandomKey key;
    private readonly ScalarType type;
    private readonly Device device;
    private Tensor? pool;
    private long taken;
    private ulong blocks;

    /// <summary>A source of points.</summary>
    /// <param name="manifold">The manifold M.</param>
    /// <param name="box">Where noise is drawn, and where the points must lie.</param>
    /// <param name="key">Names the random numbers.</param>
    /// <param name="type">Element type of the points.</param>
    /// <param name="device">Device of the points; null for the processor.</param>
    /// <param name="projection">How noise is projected; null for the default.</param>
    /// <exception cref="ArgumentException">The dimensions of box and manifold differ.</exception>
    public NoiseProjection(
        IManifold manifold,
        Box box,
        RandomKey key,
        ScalarType type = ScalarType.Float32,
        Device? device = null,
        ManifoldProjectionOptions? projection = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        ArgumentNullException.ThrowIfNull(box);
        if (box.Dimension != manifold.AmbientDimension)
        {
            throw new ArgumentException(
                $"The box has {box.Dimension} axes, the manifold lies in ℝ^{manifold.AmbientDimension}.", nameof(box));
        }

        this.manifold = manifold;
        this.box = box;
        this.key = key;
        this.type = type;
        this.device = device ?? CPU;
        this.projection = projection;
    }

    /// <summary>The manifold the points lie on.</summary>
    public IManifold Manifold => manifold;

    /// <summary>Hands out points that were never handed out before.</summary>
    /// <param name="count">How many.</param>
    /// <returns>(count, n), fresh.</returns>
    /// <exception cref="InvalidOperationException">
    /// No point was found in eight blocks of 512: the manifold does not meet the box.
    /// </exception>
    public Tensor Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        for (long missing = count; missing > 0;)
        {
            if (pool is null || taken == pool.shape[0])
                Refill();
            var length = Math.Min(missing, pool!.shape[0] - taken);
            parts.Add(pool.narrow(0, taken, length));
            taken += length;
            missing -= length;

            // The next block replaces the pool, and with it what was narrowed from it.
            if (missing > 0)
                parts[^1] = parts[^1].clone();
        }

        return parts.Count == 0
            ? empty([0, manifold.AmbientDimension], type, device).MoveToOuterDisposeScope()
            : cat(parts, 0).MoveToOuterDisposeScope();
    }

    /// <summary>Hands out the same points as <see cref="Take(int)"/>, without tensors.</summary>
    /// <param name="rows">Filled, row-major. T is the points' element type; they are on the CPU.</param>
    internal void Take<T>(Span<T> rows)
        where T : unmanaged
    {
        var width = manifold.AmbientDimension;
        while (rows.Length > 0)
        {
            var stored = Stored<T>(width);
            if (stored.IsEmpty)
            {
                using var noGradient = no_grad();
                using var scope = NewDisposeScope();
                Refill();
                stored = Stored<T>(width);
            }

            var length = Math.Min(rows.Length, stored.Length);
            stored[..length].CopyTo(rows);
            taken += length / width;
            rows = rows[length..];
        }
    }

    /// <summary>Disposes the points in store.</summary>
    public void Dispose()
    {
        pool?.Dispose();
        pool = null;
    }

    private Span<T> Stored<T>(int width)
        where T : unmanaged
        => pool is null ? [] : MemoryMarshal.Cast<byte, T>(pool.bytes)[((int)taken * width)..];

    private void Refill()
    {
        pool?.Dispose();
        pool = null;
        taken = 0;
        var failed = 0;
        var outside = 0;
        for (var attempt = 0; attempt < BlocksWithoutPoint; attempt++)
        {
            using var noise = BoxNoise.Draw(box, key with { Step = blocks++ }, BlockSize, type, device);
            using var result = ManifoldProjection.Project(manifold, noise, projection);
            var rows = Valid(result, ref failed, ref outside);
            if (rows.Length == 0)
                continue;
            using var indices = HostTransfer.WriteIndices(rows, device);
            pool = result.Value.index_select(0, indices).DetachFromDisposeScope();
            return;
        }

        throw new InvalidOperationException(
            $"No point of the manifold was found in the box {box}: of {BlocksWithoutPoint * BlockSize} draws, the "
            + $"projection failed for {failed} and left the box for {outside}. Widen the box, or check that the "
            + "manifold-defining function has zeros in it.");
    }

    private long[] Valid(SolveResult result, ref int failed, ref int outside)
    {
        using var contained = box.Contains(result.Value);
        var inside = HostTransfer.ReadBooleans(contained);
        var rows = new List<long>();
        for (var i = 0; i < inside.Length; i++)
        {
            if (result.Status[i] != SolveStatus.Converged)
                failed++;
            else if (!inside[i])
                outside++;
            else
                rows.Add(i);
        }

        return [.. rows];
    }
}
