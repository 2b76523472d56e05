namespace DslManifolds.Solvers;

/// <summary>
/// The scalars of a batched conjugate-gradient solve: one entry a sample, zero steps for samples that are done.
/// </summary>
internal sealed class ConjugateGradientsSamples
{
    // Rounding errors add up to some ten times those of one operation; this is squared.
    private const double RoundingMargin = 100;

    private readonly double tolerance;
    private readonly double noise;
    private readonly double[]? squaredSource;
    private readonly double[] squaredRight;
    private readonly double[] squaredResidual;
    private readonly double[] leastResidual;
    private readonly double[] largestCurvature;
    private readonly bool[] active;

    /// <param name="squaredRight">‖b‖² of each sample.</param>
    /// <param name="squaredSource">‖v‖² of each sample where A = J Jᵀ and b = J v.</param>
    /// <param name="tolerance">Tolerance on ‖r‖ / ‖b‖.</param>
    /// <param name="noise">Rounding errors, relative.</param>
    public ConjugateGradientsSamples(double[] squaredRight, double[]? squaredSource, double tolerance, double noise)
    {
        var batch = squaredRight.Length;
        this.tolerance = tolerance;
        this.noise = noise;
        this.squaredSource = squaredSource;
        this.squaredRight = squaredRight;
        squaredResidual = [.. squaredRight];
        leastResidual = [.. squaredRight];
        largestCurvature = new double[batch];
        active = new bool[batch];
        NotFinite = new bool[batch];
        Status = new SolveStatus[batch];
        Iterations = new int[batch];
        Step = new double[batch];
        Momentum = new double[batch];
        Worse = new bool[batch];
        PastBest = new bool[batch];
        for (var i = 0; i < batch; i++)
        {
            if (!double.IsFinite(squaredRight[i]))
                Fail(i);
            else
                active[i] = squaredRight[i] > 0;
            AnyActive |= active[i];
        }
    }

    public SolveStatus[] Status { get; }

    public int[] Iterations { get; }

    public double[] Step { get; }

    public double[] Momentum { get; }

    public bool[] NotFinite { get; }

    public bool AnyNotFinite { get; private set; }

    /// <summary>Samples whose last step was the first that led away from the least residual met.</summary>
    public bool[] Worse { get; }

    public bool AnyWorse => Array.IndexOf(Worse, true) >= 0;

    /// <summary>Samples whose residual is not the least met.</summary>
    public bool[] PastBest { get; }

    public bool AnyPastBest => Array.IndexOf(PastBest, true) >= 0;

    public bool AnyActive { get; private set; }

    public double[] RelativeResidual
    {
        get
        {
            var result = new double[Status.Length];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = NotFinite[i] ? double.PositiveInfinity
                    : squaredRight[i] == 0 ? 0
                    : Math.Sqrt(leastResidual[i] / squaredRight[i]);
            }

            return result;
        }
    }

    /// <summary>Ends the samples that are still active if they have had their iterations; all of them are in step.</summary>
    public bool Reached(int limit)
    {
        var reached = false;
        for (var i = 0; i < active.Length; i++)
        {
            if (!active[i] || Iterations[i] < limit)
                continue;
            Status[i] = SolveStatus.IterationLimit;
            reached = true;
        }

        return reached;
    }

    /// <summary>α = rᵀr / pᵀAp, or the end where pᵀAp is no more than rounding.</summary>
    /// <remarks>
    /// Two roundings tell: that of A, a share of its largest eigenvalue; and that of r, by which p has a share of every direction.
    /// Where r has become so small that the curvature along p may be that of this share alone, a step would divide by it.
    /// </remarks>
    /// <param name="curvature">pᵀAp.</param>
    /// <param name="squaredDirection">pᵀp.</param>
    /// <param name="squaredImage">|Ap|².</param>
    public void TakeCurvature(double[] curvature, double[] squaredDirection, double[] squaredImage)
    {
        for (var i = 0; i < active.Length; i++)
        {
            Step[i] = 0;
            if (!active[i])
                continue;
            if (!double.IsFinite(curvature[i]) || !double.IsFinite(squaredImage[i]))
            {
                Fail(i);
                continue;
            }

            // |Ap|² / pᵀAp is at least pᵀAp / pᵀp, and near the largest eigenvalue where p has but a little of its direction.
            if (curvature[i] > 0)
                largestCurvature[i] = Math.Max(largestCurvature[i], squaredImage[i] / curvature[i]);
            var quotient = curvature[i] / squaredDirection[i];
            var step = squaredResidual[i] / curvature[i];
            if (quotient > Rounding(i) * largestCurvature[i] && double.IsFinite(step))
                Step[i] = step;
            else
                Stop(i);
        }
    }

    /// <summary>β = r₊ᵀr₊ / rᵀr, or the end where ‖r₊‖ has reached the tolerance.</summary>
    public void TakeResidual(double[] squared)
    {
        AnyActive = false;
        for (var i = 0; i < active.Length; i++)
        {
            Momentum[i] = 0;
            Worse[i] = false;
            if (!active[i])
                continue;
            Iterations[i]++;
            if (!double.IsFinite(squared[i]))
            {
                Fail(i);
                continue;
            }

            Momentum[i] = squared[i] / squaredResidual[i];
            squaredResidual[i] = squared[i];
            Worse[i] = squared[i] > leastResidual[i] && !PastBest[i];
            PastBest[i] = squared[i] > leastResidual[i];
            leastResidual[i] = Math.Min(leastResidual[i], squared[i]);
            if (IsSmall(i))
                Stop(i);
            AnyActive |= active[i];
        }
    }

    /// <summary>The share of the largest curvature that rounding alone may give p.</summary>
    private double Rounding(int i)
    {
        var squaredScale = squaredRight[i];
        if (squaredSource is not null)
            squaredScale = Math.Max(squaredScale, largestCurvature[i] * squaredSource[i]);
        return Math.Max(noise, RoundingMargin * noise * noise * squaredScale / squaredResidual[i]);
    }

    private bool IsSmall(int i) => squaredResidual[i] <= tolerance * tolerance * squaredRight[i];

    private void Stop(int i)
    {
        active[i] = false;
        Status[i] = IsSmall(i) ? SolveStatus.Converged : SolveStatus.Stalled;
    }

    private void Fail(int i)
    {
        active[i] = false;
        NotFinite[i] = true;
        AnyNotFinite = true;
        Status[i] = SolveStatus.NotFinite;
    }
}
