using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>What minimisers of ‖F‖² share: the stopping rule, and the judgement by F itself.</summary>
internal static class SquaredConstraint
{
    /// <summary>Settings that end a sample once ‖F‖² ≤ tolerance², and never for a small gradient alone.</summary>
    public static LimitedMemoryBfgsOptions Until(LimitedMemoryBfgsOptions options, double tolerance) =>
        options with { ObjectiveTarget = tolerance * tolerance, GradientTolerance = 0 };

    /// <summary>
    /// Judges by F at the points reached: converged where max |F| ≤ tolerance; a minimum of ‖F‖² that is not zero is stalled.
    /// </summary>
    /// <param name="points">Points reached, taken over by the result.</param>
    /// <param name="value">F there, (batch, k).</param>
    /// <param name="solve">How the minimisation ended.</param>
    /// <param name="tolerance">Tolerance on max |F|.</param>
    public static SolveResult Judge(Tensor points, Tensor value, SolveResult solve, double tolerance)
    {
        using var magnitude = value.abs();
        using var largest = magnitude.amax([1]);
        var residual = HostTransfer.Read(largest);
        var status = new SolveStatus[residual.Length];
        for (var i = 0; i < status.Length; i++)
        {
            status[i] = residual[i] <= tolerance ? SolveStatus.Converged
                : !double.IsFinite(residual[i]) ? SolveStatus.NotFinite
                : solve.Status[i] == SolveStatus.Converged ? SolveStatus.Stalled
                : solve.Status[i];
            if (!double.IsFinite(residual[i]))
                residual[i] = double.PositiveInfinity;
        }

        return new SolveResult(points, status, solve.Iterations, residual);
    }
}
