namespace DslManifolds.Solvers.Fused;

/// <summary>Pseudo-inverses of small square matrices, for the rare sample whose matrix is singular or nearly so.</summary>
/// <remarks>
/// One-sided Jacobi rotations (Hestenes 1958): A V = U with orthogonal columns u_j of lengths σ_j, so A⁺ = Σ v_j u_jᵀ / σ_j² over the
/// σ_j that count.
/// </remarks>
internal static class PseudoInverse
{
    private const int SweepLimit = 40;

    /// <summary>Numbers of scratch memory for k × k matrices.</summary>
    public static int ScratchSize(int size) => 2 * size * size;

    /// <summary>Computes A⁺.</summary>
    /// <param name="matrix">A, k × k.</param>
    /// <param name="inverse">A⁺, k × k; NaN where A has an entry that is not finite.</param>
    /// <param name="size">k.</param>
    /// <param name="tolerance">Singular values up to this share of the greatest one count as zero.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> numbers.</param>
    /// <returns>The rank; k where A is not finite.</returns>
    public static int Compute(
        ReadOnlySpan<double> matrix, Span<double> inverse, int size, double tolerance, Span<double> scratch)
    {
        // Both are held by columns, so that a rotation works on two contiguous ones.
        var left = scratch[..(size * size)];
        var right = scratch.Slice(size * size, size * size);
        right.Clear();
        for (var row = 0; row < size; row++)
        {
            right[row * size + row] = 1;
            for (var column = 0; column < size; column++)
            {
                if (!double.IsFinite(matrix[row * size + column]))
                {
                    inverse[..(size * size)].Fill(double.NaN);
                    return size;
                }

                left[column * size + row] = matrix[row * size + column];
            }
        }

        for (var sweep = 0; sweep < SweepLimit && Sweep(left, right, size); sweep++)
        {
        }

        return Assemble(left, right, inverse, size, tolerance);
    }

    /// <summary>Makes every pair of columns orthogonal once.</summary>
    /// <returns>Whether any was not.</returns>
    private static bool Sweep(Span<double> left, Span<double> right, int size)
    {
        var rotated = false;
        for (var i = 0; i < size; i++)
        {
            for (var j = i + 1; j < size; j++)
            {
                var first = left.Slice(i * size, size);
                var second = left.Slice(j * size, size);
                var (a, b, c) = (Dot(first, first), Dot(second, second), Dot(first, second));
                if (!(Math.Abs(c) > Math.ScaleB(1, -52) * Math.Sqrt(a * b)) || c == 0)
                    continue;
                rotated = true;
                var ratio = (b - a) / (2 * c);
                var tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(1 + ratio * ratio));
                var cosine = 1 / Math.Sqrt(1 + tangent * tangent);
                Rotate(first, second, cosine, cosine * tangent);
                Rotate(right.Slice(i * size, size), right.Slice(j * size, size), cosine, cosine * tangent);
            }
        }

        return rotated;
    }

    private static void Rotate(Span<double> first, Span<double> second, double cosine, double sine)
    {
        for (var i = 0; i < first.Length; i++)
        {
            var (x, y) = (first[i], second[i]);
            first[i] = cosine * x - sine * y;
            second[i] = sine * x + cosine * y;
        }
    }

    private static int Assemble(Span<double> left, Span<double> right, Span<double> inverse, int size, double tolerance)
    {
        var greatest = 0.0;
        for (var i = 0; i < size; i++)
            greatest = Math.Max(greatest, Dot(left.Slice(i * size, size), left.Slice(i * size, size)));
        var rank = 0;
        inverse[..(size * size)].Clear();
        for (var i = 0; i < size; i++)
        {
            var u = left.Slice(i * size, size);
            var v = right.Slice(i * size, size);
            var square = Dot(u, u);
            if (!(square > tolerance * tolerance * greatest))
                continue;
            rank++;
            for (var row = 0; row < size; row++)
            {
                for (var column = 0; column < size; column++)
                    inverse[row * size + column] += v[row] * u[column] / square;
            }
        }

        return rank;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
