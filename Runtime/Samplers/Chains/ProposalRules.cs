using DslManifolds.Geometry;
using DslManifolds.Solvers;

namespace DslManifolds.Samplers;

/// <summary>The rules by which <see cref="ConstrainedLangevin"/> keeps or rejects proposals, each chain by itself.</summary>
/// <remarks>
/// Points are rows of n numbers. Every comparison is written so that a NaN fails it. The first rule that a proposal fails is its
/// outcome; the first one failed is also what later rules leave alone.
/// </remarks>
internal sealed class ProposalRules(ConstrainedLangevinOptions options, IManifold manifold)
{
    private readonly int width = manifold.AmbientDimension;
    private readonly Box? box = options.Box;
    private readonly double maximumMove = options.MaximumMove * options.NoiseScale * Math.Sqrt(manifold.Dimension);
    private readonly double returnDistance = options.ReversibilityTolerance * options.NoiseScale;
    private readonly double noiseScale = options.NoiseScale;

    /// <summary>
    /// Rejects displacements that are not finite, or longer than the limit on moves: a displacement d is tangent and x′ − x − d
    /// normal to M at x, so |x′ − x| ≥ |d|. They become zero, which spares the solver its hardest, hopeless cases.
    /// </summary>
    /// <returns>Whether any became zero.</returns>
    public bool Screen(double[] displacements, StepOutcome[] outcomes)
    {
        var any = false;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var displacement = displacements.AsSpan(i * width, width);
            var length = Length(displacement);
            if (double.IsFinite(length) && length <= maximumMove)
                continue;
            outcomes[i] = double.IsFinite(length) ? StepOutcome.MovedTooFar : StepOutcome.NotFinite;
            displacement.Clear();
            any = true;
        }

        return any;
    }

    /// <summary>Judges proposals by the solve that made them, by the box and by the limit on moves.</summary>
    public void Judge(SolveResult solve, double[] from, double[] to, StepOutcome[] outcomes)
    {
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] != StepOutcome.Accepted)
                continue;
            var point = to.AsSpan(i * width, width);
            if (solve.Status[i] != SolveStatus.Converged)
                outcomes[i] = solve.Status[i] == SolveStatus.NotFinite ? StepOutcome.NotFinite : StepOutcome.NotConverged;
            else if (!AllFinite(point))
                outcomes[i] = StepOutcome.NotFinite;
            else if (!InBox(point))
                outcomes[i] = StepOutcome.LeftBox;
            else if (!(Distance(from.AsSpan(i * width, width), point) <= maximumMove))
                outcomes[i] = StepOutcome.MovedTooFar;
        }
    }

    /// <summary>Rejects proposals from which the step back did not end where the chain came from.</summary>
    public void JudgeStepBack(SolveResult solve, double[] from, StepOutcome[] outcomes)
    {
        var returned = HostTransfer.Read(solve.Value);
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] != StepOutcome.Accepted)
                continue;
            var distance = Distance(from.AsSpan(i * width, width), returned.AsSpan(i * width, width));
            if (solve.Status[i] != SolveStatus.Converged || !(distance <= returnDistance))
                outcomes[i] = StepOutcome.NotReversible;
        }
    }

    /// <summary>Applies the Metropolis correction.</summary>
    /// <param name="energies">E(x).</param>
    /// <param name="momenta">ε r.</param>
    /// <param name="nextEnergies">E(x′).</param>
    /// <param name="nextMomenta">ε r′, r′ the momentum that leads back.</param>
    /// <param name="uniforms">A uniform on (0, 1) for each chain.</param>
    /// <param name="outcomes">Changed where a proposal is rejected.</param>
    public void JudgeMetropolis(
        double[] energies,
        double[] momenta,
        double[] nextEnergies,
        double[] nextMomenta,
        double[] uniforms,
        StepOutcome[] outcomes)
    {
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] != StepOutcome.Accepted)
                continue;
            var length = Length(momenta.AsSpan(i * width, width)) / noiseScale;
            var nextLength = Length(nextMomenta.AsSpan(i * width, width)) / noiseScale;
            var logRatio = energies[i] - nextEnergies[i] + 0.5 * (length * length - nextLength * nextLength);
            if (double.IsNaN(logRatio))
                outcomes[i] = StepOutcome.NotFinite;
            else if (!(Math.Log(uniforms[i]) < logRatio))
                outcomes[i] = StepOutcome.MetropolisRejected;
        }
    }

    private bool InBox(ReadOnlySpan<double> point)
    {
        if (box is null)
            return true;
        for (var i = 0; i < point.Length; i++)
        {
            if (!(point[i] >= box.Lower[i] && point[i] <= box.Upper[i]))
                return false;
        }

        return true;
    }

    private static bool AllFinite(ReadOnlySpan<double> point)
    {
        foreach (var value in point)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }

    private static double Length(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
            sum += value * value;
        return Math.Sqrt(sum);
    }

    private static double Distance(ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        var sum = 0.0;
        for (var i = 0; i < from.Length; i++)
            sum += (to[i] - from[i]) * (to[i] - from[i]);
        return Math.Sqrt(sum);
    }
}
