namespace DslManifolds.Solvers;

/// <summary>
/// Line search for the strong Wolfe conditions (Nocedal and Wright, Algorithms 3.5 and 3.6) as a resumable state machine:
/// evaluate φ at <see cref="Step"/>, <see cref="Tell"/> it, until <see cref="Outcome"/> is no longer Searching.
/// </summary>
/// <remarks>
/// Conditions, with c₁ and c₂: φ(a) ≤ φ(0) + c₁ a φ'(0) and |φ'(a)| ≤ c₂ |φ'(0)|. Close to a minimum the first is a comparison of
/// rounding errors; it is then replaced by equality within rounding
/// (after the approximate Wolfe conditions of Hager and Zhang, 2005). A trial
/// that is not finite bounds the bracket from above like a value of +∞.
/// </remarks>
internal sealed class StrongWolfeLineSearch(double sufficientDecrease, double curvature)
{
    private const int EvaluationLimit = 40;
    private const double LargestGrowth = 10;
    private const double Margin = 0.1;

    private LineSearchPoint start;
    private LineSearchPoint low;
    private LineSearchPoint high;
    private double precision;
    private double widthBefore;
    private double widthTwoBefore;
    private int evaluations;
    private bool bracketed;

    /// <summary>Step to evaluate next, or the one accepted.</summary>
    public double Step { get; private set; }

    /// <summary>Where the search stands.</summary>
    public LineSearchOutcome Outcome { get; private set; }

    /// <summary>Whether the point told last is the best so far, with sufficient decrease.</summary>
    public bool KeepsTrial { get; private set; }

    /// <summary>Whether any step with sufficient decrease has been seen.</summary>
    public bool HasProgress { get; private set; }

    /// <summary>Forgets what earlier searches found.</summary>
    public void Reset()
    {
        KeepsTrial = HasProgress = false;
        Outcome = LineSearchOutcome.Searching;
    }

    /// <summary>Starts a search.</summary>
    /// <param name="value">φ(0).</param>
    /// <param name="slope">φ'(0), negative.</param>
    /// <param name="firstStep">First trial, positive.</param>
    /// <param name="relativeRounding">Size of the rounding errors in values, relative to them.</param>
    public void Begin(double value, double slope, double firstStep, double relativeRounding)
    {
        start = low = new LineSearchPoint(0, value, slope);
        precision = relativeRounding;
        evaluations = 0;
        bracketed = false;
        Reset();
        Step = firstStep;
    }

    /// <summary>Takes φ and φ' at <see cref="Step"/>.</summary>
    public void Tell(double value, double slope)
    {
        var trial = new LineSearchPoint(Step, value, slope);
        evaluations++;
        KeepsTrial = false;
        if (double.IsNegativeInfinity(value))
        {
            Outcome = LineSearchOutcome.Unbounded;
            return;
        }

        if (IsAcceptable(trial))
        {
            Keep(trial);
            Outcome = LineSearchOutcome.Satisfied;
            return;
        }

        if (bracketed)
            Narrow(trial);
        else
            Expand(trial);
        if (evaluations >= EvaluationLimit)
            Outcome = bracketed ? LineSearchOutcome.Exhausted : LineSearchOutcome.Unbounded;
    }

    private bool IsAcceptable(LineSearchPoint trial)
    {
        var flat = Math.Abs(trial.Slope) <= curvature * Math.Abs(start.Slope);
        return trial.IsFinite && flat && (IsLowEnough(trial) || IsTied(trial, start));
    }

    private bool IsLowEnough(LineSearchPoint trial) =>
        trial.Value <= start.Value + sufficientDecrease * trial.Step * start.Slope;

    /// <summary>Whether two values differ by no more than rounding; which is lower is then for the slopes to tell.</summary>
    private bool IsTied(LineSearchPoint a, LineSearchPoint b) => Math.Abs(a.Value - b.Value) <= precision * Math.Abs(b.Value);

    /// <summary>Algorithm 3.5: grows the step until an interval is known to hold acceptable steps.</summary>
    private void Expand(LineSearchPoint trial)
    {
        if (!trial.IsFinite || !IsLowEnough(trial) || (HasProgress && trial.Value >= low.Value))
        {
            Bracket(trial);
        }
        else if (trial.Slope >= 0)
        {
            var previous = low;
            Keep(trial);
            Bracket(previous);
        }
        else
        {
            var guess = LineSearchPoint.CubicMinimiser(low, trial);
            var least = trial.Step + Margin * (trial.Step - low.Step);
            var most = LargestGrowth * trial.Step;
            Step = guess >= least ? Math.Min(guess, most) : double.IsNaN(guess) || guess <= trial.Step ? most : least;
            Keep(trial);
        }
    }

    private void Bracket(LineSearchPoint other)
    {
        bracketed = true;
        high = other;
        widthBefore = widthTwoBefore = double.PositiveInfinity;
        Split();
    }

    /// <summary>Algorithm 3.6: narrows the interval around acceptable steps.</summary>
    private void Narrow(LineSearchPoint trial)
    {
        if (!trial.IsFinite || !IsLowEnough(trial) || (trial.Value >= low.Value && !IsTied(trial, low)))
        {
            high = trial;
        }
        else
        {
            if (trial.Slope * (high.Step - low.Step) >= 0)
                high = low;
            Keep(trial);
        }

        Split();
    }

    /// <summary>
    /// Picks the next trial inside the bracket; ends the search when the bracket is down to neighbouring numbers.
    /// </summary>
    private void Split()
    {
        var width = high.Step - low.Step;
        var guess = high.IsFinite ? LineSearchPoint.CubicMinimiser(low, high) : low.Step + width / 4;
        var share = (guess - low.Step) / width;
        var slow = Math.Abs(width) > 2.0 / 3 * widthTwoBefore;
        if (slow || !double.IsFinite(share))
            share = 0.5;
        widthTwoBefore = widthBefore;
        widthBefore = Math.Abs(width);
        Step = low.Step + Math.Clamp(share, Margin, 1 - Margin) * width;
        if (Step == low.Step || Step == high.Step)
            Outcome = LineSearchOutcome.Exhausted;
    }

    private void Keep(LineSearchPoint trial)
    {
        low = trial;
        KeepsTrial = true;
        HasProgress = true;
    }
}
