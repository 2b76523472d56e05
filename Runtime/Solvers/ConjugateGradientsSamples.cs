namespace DslManifolds.Solvers;

/// <summary>
/// The scalars of a batched conjugate-gradient solve: one entry a sample, zero steps for samples that are done.
/// </summary>
internal sealed class ConjugateGradientsSamples
{
    private readonly double tolerance;
    private readonly double[] squaredRight;
    private readonly double[] squaredResidual;
    private readonly double[] largestCurvature;
    private readonly bool[] active;

    /// <param name="squaredRight">‖b‖² of each sample.</param>
    /// <param name="tolerance">Tolerance on ‖r‖ / ‖b‖.</param>
    public ConjugateGradientsSamples(double[] squaredRight, double tolerance)
    {
        var batch = squaredRight.Length;
        this.tolerance = tolerance;
        this.squaredRight = squaredRight;
        squaredResidual = [.. squaredRight];
        largestCurvature = new double[batch];
        active = new bool[batch];
        NotFinite = new bool[batch];
        Status = new SolveStatus[batch];
        Iterations = new int[batch];
        Step = new double[batch];
        Momentum = new double[batch];
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
                    : Math.Sqrt(squaredResidual[i] / squaredRight[i]);
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

    /// <summary>α = rᵀr / pᵀAp, or the end where pᵀAp is no more than rounding of the largest curvature met.</summary>
    public void TakeCurvature(double[] curvature, double[] squaredDirection, double noise)
    {
        for (var i = 0; i < active.Length; i++)
        {
            Step[i] = 0;
            if (!active[i])
                continue;
            if (!double.IsFinite(curvature[i]))
            {
                Fail(i);
                continue;
            }

            var quotient = curvature[i] / squaredDirection[i];
            largestCurvature[i] = Math.Max(largestCurvature[i], quotient);
            var step = squaredResidual[i] / curvature[i];
            if (quotient > noise * largestCurvature[i] && double.IsFinite(step))
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
            if (IsSmall(i))
                Stop(i);
            AnyActive |= active[i];
        }
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
