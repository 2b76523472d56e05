namespace DslManifolds.Solvers;

/// <summary>The scalars of one Levenberg–Marquardt problem: damping by the gain ratio (Nielsen, 1999) and the end.</summary>
internal sealed class LevenbergMarquardtSample
{
    private readonly double tolerance;
    private readonly double precision;
    private double squared;
    private double predicted;
    private double growth = 2;

    /// <summary>A problem at its start.</summary>
    /// <param name="values">F at the start.</param>
    /// <param name="largestGram">Largest diagonal entry of J Jᵀ there.</param>
    /// <param name="options">Settings.</param>
    /// <param name="precision">Spacing of the element type.</param>
    /// <param name="tolerance">Tolerance on max |F|.</param>
    public LevenbergMarquardtSample(
        ReadOnlySpan<double> values, double largestGram, LevenbergMarquardtOptions options, double precision, double tolerance)
    {
        this.precision = precision;
        this.tolerance = tolerance;
        (Residual, squared) = Measure(values);
        Damping = options.InitialDamping * largestGram;
        if (!double.IsFinite(squared) || !double.IsFinite(Damping))
        {
            Residual = double.PositiveInfinity;
            Status = SolveStatus.NotFinite;
        }
        else if (Residual <= tolerance)
        {
            Status = SolveStatus.Converged;
        }
        else
        {
            // Where J vanishes there is no direction to go.
            Status = SolveStatus.Stalled;
            IsActive = largestGram > 0;
        }
    }

    /// <summary>μ.</summary>
    public double Damping { get; private set; }

    /// <summary>max |F| at the point kept.</summary>
    public double Residual { get; private set; }

    /// <summary>Whether the problem goes on.</summary>
    public bool IsActive { get; private set; }

    /// <summary>How it ended.</summary>
    public SolveStatus Status { get; private set; }

    /// <summary>Steps tried.</summary>
    public int Iterations { get; private set; }

    /// <summary>
    /// Takes w = (J Jᵀ + μ)⁻¹ F, whose step −Jᵀ w is predicted to lower ‖F‖² by ‖F‖² − μ² ‖w‖²; ends where that is rounding.
    /// </summary>
    public void TakeMultipliers(ReadOnlySpan<double> multipliers, ReadOnlySpan<double> values, int limit)
    {
        if (!IsActive)
            return;
        predicted = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var remaining = Damping * multipliers[i];
            predicted += (values[i] - remaining) * (values[i] + remaining);
        }

        if (double.IsNaN(predicted))
            End(SolveStatus.NotFinite);
        else if (!(predicted > 4 * precision * squared))
            End(SolveStatus.Stalled);
        else if (Iterations >= limit)
            End(SolveStatus.IterationLimit);
        else
            Iterations++;
    }

    /// <summary>Judges the step by F at its end.</summary>
    /// <returns>Whether the step is kept.</returns>
    public bool TakeValues(ReadOnlySpan<double> values)
    {
        if (!IsActive)
            return false;
        var (residual, trial) = Measure(values);
        var gain = (squared - trial) / predicted;
        if (!(gain > 0))
        {
            Damping *= growth;
            growth *= 2;
            if (!double.IsFinite(Damping))
                End(SolveStatus.Stalled);
            return false;
        }

        Damping *= Math.Max(1.0 / 3, 1 - Math.Pow(2 * gain - 1, 3));
        growth = 2;
        (Residual, squared) = (residual, trial);
        if (residual <= tolerance)
            End(SolveStatus.Converged);
        return true;
    }

    private static (double Largest, double Squared) Measure(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        var sum = 0.0;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
            sum += value * value;
        }

        return (largest, sum);
    }

    private void End(SolveStatus status)
    {
        IsActive = false;
        Status = status;
    }
}
