using System.Runtime.CompilerServices;

namespace DslManifolds.Kernels;

/// <summary>
/// Random numbers drawn from <see cref="Philox4x32"/> by key. A destination holds one row for each chain, row-major; row i
/// belongs to chain <see cref="RandomKey.Chain"/> + i and is the same in every batch that holds that chain, to the bit. Nothing
/// is allocated.
/// </summary>
/// <remarks>
/// Counter words: block within the row; chain; step (two words). A uniform is (w + ½) / 2³² for a random 32-bit word w, so it is
/// never 0 or 1; normals come from pairs of those by the Box–Muller transform, so none exceeds 6.8 in magnitude (one in 10¹¹
/// would). Single precision is double precision rounded.
/// </remarks>
public static class CounterRandom
{
    private const double WordScale = 1.0 / 4294967296.0;

    /// <summary>Draws uniforms on the open interval (0, 1).</summary>
    /// <param name="key">Names the draw.</param>
    /// <param name="destination">Filled; its length is a multiple of <paramref name="columns"/>.</param>
    /// <param name="columns">Numbers for each chain.</param>
    /// <exception cref="ArgumentException">The length does not fit, or chain numbers would pass 2³² − 1.</exception>
    public static void Uniforms(RandomKey key, Span<double> destination, int columns)
    {
        var rows = Rows(key, destination.Length, columns);
        for (var row = 0; row < rows; row++)
        {
            var values = destination.Slice(row * columns, columns);
            for (var column = 0; column < columns; column += 4)
            {
                var (low, high) = Block(key, row, column);
                values[column] = Uniform(low);
                if (column + 1 < columns)
                    values[column + 1] = Uniform(low >> 32);
                if (column + 2 < columns)
                    values[column + 2] = Uniform(high);
                if (column + 3 < columns)
                    values[column + 3] = Uniform(high >> 32);
            }
        }
    }

    /// <summary>Draws standard normals in double precision.</summary>
    /// <inheritdoc cref="Uniforms" path="/param|/exception"/>
    public static void Normals(RandomKey key, Span<double> destination, int columns)
    {
        var rows = Rows(key, destination.Length, columns);
        for (var row = 0; row < rows; row++)
        {
            var values = destination.Slice(row * columns, columns);
            for (var column = 0; column < columns; column += 4)
            {
                var (low, high) = Block(key, row, column);
                var (first, second) = BoxMuller(low);
                values[column] = first;
                if (column + 1 < columns)
                    values[column + 1] = second;
                if (column + 2 >= columns)
                    continue;
                (first, second) = BoxMuller(high);
                values[column + 2] = first;
                if (column + 3 < columns)
                    values[column + 3] = second;
            }
        }
    }

    /// <summary>Draws standard normals in single precision: those of double precision, rounded.</summary>
    /// <inheritdoc cref="Uniforms" path="/param|/exception"/>
    public static void Normals(RandomKey key, Span<float> destination, int columns)
    {
        var rows = Rows(key, destination.Length, columns);
        Span<double> quad = stackalloc double[4];
        for (var row = 0; row < rows; row++)
        {
            var values = destination.Slice(row * columns, columns);
            for (var column = 0; column < columns; column += 4)
            {
                var (low, high) = Block(key, row, column);
                var count = Math.Min(4, columns - column);
                (quad[0], quad[1]) = BoxMuller(low);
                if (count > 2)
                    (quad[2], quad[3]) = BoxMuller(high);
                for (var i = 0; i < count; i++)
                    values[column + i] = (float)quad[i];
            }
        }
    }

    /// <summary>Draws unit vectors, uniform on the sphere of ℝᵏ; for k = 1 that is −1 or 1, each with probability ½.</summary>
    /// <remarks>
    /// For k = 1 a random sign is drawn, not a normal divided by its magnitude: that is 0/0 where the draw rounds to zero. For k
    /// > 1 the first pair of normals has a radius of at least 10⁻⁵, so no vector is zero.
    /// </remarks>
    /// <inheritdoc cref="Uniforms" path="/param|/exception"/>
    public static void UnitVectors(RandomKey key, Span<double> destination, int columns)
    {
        if (columns == 1)
        {
            Uniforms(key, destination, 1);
            foreach (ref var value in destination)
                value = value < 0.5 ? -1 : 1;
            return;
        }

        Normals(key, destination, columns);
        for (var start = 0; start < destination.Length; start += columns)
        {
            var row = destination.Slice(start, columns);
            var squares = 0.0;
            foreach (var value in row)
                squares += value * value;
            var scale = 1 / Math.Sqrt(squares);
            foreach (ref var value in row)
                value *= scale;
        }
    }

    /// <summary>Draws a permutation of 0 … length − 1 by the Fisher–Yates shuffle.</summary>
    /// <param name="key">Names the draw.</param>
    /// <param name="destination">Filled with the permutation.</param>
    /// <remarks>Places come from 32-bit uniforms, so probabilities are off by at most length / 2³², relatively.</remarks>
    public static void Permutation(RandomKey key, Span<long> destination)
    {
        Span<double> uniform = stackalloc double[1];
        for (var i = 0; i < destination.Length; i++)
        {
            Uniforms(key with { Chain = checked(key.Chain + (uint)i) }, uniform, 1);
            var place = (int)(uniform[0] * (i + 1));
            destination[i] = destination[place];
            destination[place] = i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Low, ulong High) Block(RandomKey key, int row, int column) =>
        Philox4x32.Block((uint)column >> 2 | (ulong)(key.Chain + (uint)row) << 32, key.Step, key.Seed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Uniform(ulong word) => ((uint)word + 0.5) * WordScale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double First, double Second) BoxMuller(ulong words)
    {
        var radius = Math.Sqrt(-2 * Math.Log(Uniform(words)));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * Uniform(words >> 32));
        return (radius * cosine, radius * sine);
    }

    private static int Rows(RandomKey key, int length, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (length % columns != 0)
            throw new ArgumentException($"A length of {length} is no multiple of {columns} numbers a chain.", nameof(length));
        var rows = length / columns;
        var last = key.Chain + (long)rows - 1;
        if (last > uint.MaxValue)
            throw new ArgumentException($"Chains {key.Chain} to {last} pass the last one, {uint.MaxValue}.", nameof(key));
        return rows;
    }
}
