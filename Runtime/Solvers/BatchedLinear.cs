using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>
/// Solves A δ = b for a batch of small square matrices, each sample for itself: by its inverse where A is well conditioned,
/// by the pseudo-inverse where A is singular or nearly so, which gives the least-squares solution of least norm.
/// </summary>
/// <remarks>
/// A matrix counts as nearly singular where ‖A‖ ‖A⁻¹‖ (Frobenius) exceeds 1 / (10 k ε) with ε the spacing of the element type;
/// singular values below 10 k ε times the largest are then taken for zero. A sample with an entry that is not finite gets a
/// solution of NaN; it neither throws nor touches another sample.
/// </remarks>
public static class BatchedLinear
{
    /// <summary>Solves A δ = b.</summary>
    /// <param name="matrices">A, (batch, k, k), Float32 or Float64.</param>
    /// <param name="rightHandSides">b, (batch, k) or, for m right-hand sides at once, (batch, k, m).</param>
    /// <returns>δ, of the shape of <paramref name="rightHandSides"/>, fresh.</returns>
    public static Tensor Solve(Tensor matrices, Tensor rightHandSides) => Solve(matrices, rightHandSides, out _);

    /// <summary>
    /// The orthogonal projections onto the ranges of symmetric positive semidefinite matrices, (batch, k, k), fresh; eigenvalues
    /// count as zero as in <see cref="Solve(Tensor, Tensor)"/>. A sample with an entry that is not finite gets zeros.
    /// </summary>
    internal static Tensor RangeProjections(Tensor matrices)
    {
        using var scope = NewDisposeScope();
        var clean = matrices.where(Finite(matrices), zeros_like(matrices));
        var (values, vectors) = linalg.eigh(clean);
        using var tolerance = tensor(Tolerance(matrices), matrices.dtype, matrices.device);
        var kept = values.gt(values.amax([1], keepdim: true).mul(tolerance)).to(matrices.dtype);
        return vectors.mul(kept.unsqueeze(1)).bmm(vectors.transpose(1, 2)).MoveToOuterDisposeScope();
    }

    /// <summary>Solves A δ = b and lists the samples whose A is singular, nearly so or not finite.</summary>
    internal static Tensor Solve(Tensor matrices, Tensor rightHandSides, out long[] singular)
    {
        singular = [];
        Validate(matrices, rightHandSides);
        using var scope = NewDisposeScope();
        var vectors = rightHandSides.dim() == 2;
        if (matrices.shape[1] == 1)
            return SolveScalar(vectors ? matrices.squeeze(-1) : matrices, rightHandSides).MoveToOuterDisposeScope();

        var columns = vectors ? rightHandSides.unsqueeze(-1) : rightHandSides;

        // TorchSharp 0.107.0 binds inv_ex to the Cholesky factorisation, so the inverse is asked for as a solution; unlike inv,
        // solve_ex returns infinities or NaN for a singular sample instead of throwing for the batch.
        var identity = eye(matrices.shape[1], dtype: matrices.dtype, device: matrices.device).expand(matrices.shape);
        var (inverse, _) = linalg.solve_ex(matrices, identity);
        var solution = inverse.bmm(columns);
        singular = Suspects(matrices, inverse);
        if (singular.Length > 0)
            solution = Repair(solution, matrices, columns, singular);
        return (vectors ? solution.squeeze(-1) : solution).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The pseudo-inverse of a number is its reciprocal, or zero for zero (and where the reciprocal overflows).
    /// </summary>
    private static Tensor SolveScalar(Tensor matrices, Tensor rightHandSides) =>
        matrices.reciprocal().nan_to_num_(nan: double.NaN, posinf: 0, neginf: 0).mul(rightHandSides);

    /// <summary>Samples whose inverse is not to be trusted.</summary>
    private static long[] Suspects(Tensor matrices, Tensor inverse)
    {
        var limit = 1 / Tolerance(matrices);
        var condition = matrices.Squared().sum([1, 2]).mul_(inverse.Squared().sum([1, 2])).sqrt_();
        var values = HostTransfer.Read(condition);
        var rows = new List<long>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] <= limit))
                rows.Add(i);
        }

        return [.. rows];
    }

    private static Tensor Repair(Tensor solution, Tensor matrices, Tensor columns, long[] suspects)
    {
        var rows = HostTransfer.WriteIndices(suspects, matrices.device);
        var suspect = matrices.index_select(0, rows);
        var sides = columns.index_select(0, rows);

        // The singular value decomposition rejects a whole batch for one entry that is not finite.
        var finite = Finite(suspect);
        var clean = suspect.where(finite, zeros_like(suspect));
        var inverse = linalg.pinv(clean, atol: null, rtol: Tolerance(matrices));
        var repaired = inverse.bmm(sides).where(finite, full_like(sides, double.NaN));
        return solution.index_copy(0, rows, repaired);
    }

    private static Tensor Finite(Tensor matrices) => matrices.isfinite().all(-1, keepdim: true).all(-2, keepdim: true);

    private static double Tolerance(Tensor matrices) =>
        10 * matrices.shape[1] * Arithmetic.Epsilon(matrices.dtype);

    private static void Validate(Tensor matrices, Tensor rightHandSides)
    {
        HostTransfer.RequireFloating(matrices, nameof(matrices));
        if (matrices.dim() != 3 || matrices.shape[1] != matrices.shape[2] || matrices.shape[1] == 0)
        {
            throw new ArgumentException(
                $"matrices has shape ({string.Join(", ", matrices.shape)}), but (batch, k, k) with k > 0 is needed.",
                nameof(matrices));
        }

        if (rightHandSides.dim() is not (2 or 3) || rightHandSides.dtype != matrices.dtype ||
            rightHandSides.shape[0] != matrices.shape[0] || rightHandSides.shape[1] != matrices.shape[1])
        {
            var (batch, size) = (matrices.shape[0], matrices.shape[1]);
            throw new ArgumentException(
                $"rightHandSides has shape ({string.Join(", ", rightHandSides.shape)}) and element type " +
                $"{rightHandSides.dtype}, but ({batch}, {size}) or ({batch}, {size}, m) of {matrices.dtype} is needed.",
                nameof(rightHandSides));
        }
    }
}
