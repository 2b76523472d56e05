using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>
/// One L-BFGS problem as a resumable state machine: evaluate at <see cref="Trial"/>, <see cref="Tell"/> value and gradient, until
/// <see cref="IsActive"/> is false.
/// </summary>
internal sealed class LimitedMemoryBfgsProblem
{
    /// <summary>Iterations in a row that may pass without lowering the objective beyond its rounding.</summary>
    private const int IdleLimit = 10;

    private readonly LimitedMemoryBfgsOptions options;
    private readonly LimitedMemoryHistory history;
    private readonly StrongWolfeLineSearch search;
    private readonly bool singlePrecision;
    private readonly double[] direction;
    private readonly double[] keptPoint;
    private readonly double[] keptGradient;
    private readonly double[] gradient;
    private double value;
    private double keptValue;
    private int evaluations;
    private int idle;

    /// <summary>A problem that starts at the given point.</summary>
    /// <param name="start">Start, d numbers.</param>
    /// <param name="options">Settings.</param>
    /// <param name="singlePrecision">Whether points are evaluated in Float32; trial points are then rounded to it.</param>
    public LimitedMemoryBfgsProblem(ReadOnlySpan<double> start, LimitedMemoryBfgsOptions options, bool singlePrecision)
    {
        this.options = options;
        this.singlePrecision = singlePrecision;
        history = new LimitedMemoryHistory(options.History, start.Length);
        search = new StrongWolfeLineSearch(options.SufficientDecrease, options.Curvature);
        direction = new double[start.Length];
        gradient = new double[start.Length];
        keptPoint = new double[start.Length];
        keptGradient = new double[start.Length];
        Point = new double[start.Length];
        Trial = new double[start.Length];
        Restart(start);
    }

    /// <summary>Best point so far.</summary>
    public double[] Point { get; }

    /// <summary>Point to evaluate next.</summary>
    public double[] Trial { get; }

    /// <summary>Whether the problem asks for another evaluation.</summary>
    public bool IsActive { get; private set; }

    /// <summary>How it ended.</summary>
    public SolveStatus Status { get; private set; }

    /// <summary>Line searches completed.</summary>
    public int Iterations { get; private set; }

    /// <summary>max |∇f| at <see cref="Point"/>; infinite where it is not finite.</summary>
    public double Residual { get; private set; }

    /// <summary>Starts anew from another point, in the same memory.</summary>
    public void Restart(ReadOnlySpan<double> start)
    {
        start.CopyTo(Point);
        start.CopyTo(Trial);
        history.Clear();
        search.Reset();
        (evaluations, idle, Iterations) = (0, 0, 0);
        Residual = double.PositiveInfinity;
        Status = default;
        IsActive = true;
    }

    /// <summary>Takes all memory that further iterations need, so that they allocate nothing.</summary>
    public void Reserve() => history.Reserve();

    /// <summary>Takes the objective and its gradient at <see cref="Trial"/>.</summary>
    public void Tell(double trialValue, ReadOnlySpan<double> trialGradient)
    {
        evaluations++;
        if (evaluations == 1)
        {
            TellStart(trialValue, trialGradient);
            return;
        }

        search.Tell(trialValue, LimitedMemoryHistory.Dot(trialGradient, direction));
        if (search.KeepsTrial)
        {
            keptValue = trialValue;
            Trial.CopyTo(keptPoint, 0);
            trialGradient.CopyTo(keptGradient);
        }

        if (search.Outcome == LineSearchOutcome.Unbounded)
            Finish(SolveStatus.NotFinite);
        else if (search.Outcome == LineSearchOutcome.Satisfied)
            CompleteIteration();
        else if (search.Outcome == LineSearchOutcome.Exhausted || !PlaceTrial())
            Recover();
        else if (evaluations >= options.EvaluationLimit)
            Finish(SolveStatus.IterationLimit);
    }

    private double Precision => Arithmetic.Epsilon(singlePrecision ? ScalarType.Float32 : ScalarType.Float64);

    private void TellStart(double startValue, ReadOnlySpan<double> startGradient)
    {
        value = startValue;
        startGradient.CopyTo(gradient);
        Residual = LargestMagnitude(gradient);
        if (!double.IsFinite(value) || !double.IsFinite(Residual))
        {
            Residual = double.PositiveInfinity;
            Finish(SolveStatus.NotFinite);
        }
        else if (HasConverged())
        {
            Finish(SolveStatus.Converged);
        }
        else if (options.IterationLimit == 0 || options.EvaluationLimit == 1)
        {
            Finish(SolveStatus.IterationLimit);
        }
        else
        {
            BeginIteration();
        }
    }

    private void BeginIteration()
    {
        history.Direction(gradient, direction);
        var slope = LimitedMemoryHistory.Dot(gradient, direction);
        if (history.Count > 0 && !(slope < 0 && double.IsFinite(slope)))
        {
            history.Clear();
            history.Direction(gradient, direction);
            slope = LimitedMemoryHistory.Dot(gradient, direction);
        }

        if (!(slope < 0 && double.IsFinite(slope)))
        {
            // The squared gradient under- or overflows.
            Finish(SolveStatus.Stalled);
            return;
        }

        var firstStep = history.Count > 0 ? 1 : Math.Min(1, 1 / Math.Sqrt(-slope));
        search.Begin(value, slope, firstStep, Precision);
        if (!PlaceTrial())
            Recover();
    }

    /// <summary>Sets the trial point; false where it cannot be told from the current point.</summary>
    private bool PlaceTrial()
    {
        var moved = false;
        for (var i = 0; i < Trial.Length; i++)
        {
            var target = Point[i] + search.Step * direction[i];
            Trial[i] = singlePrecision ? (float)target : target;
            moved |= Trial[i] != Point[i];
        }

        return moved;
    }

    /// <summary>A line search came to no end: takes what it found, or tries steepest descent, or gives up.</summary>
    private void Recover()
    {
        if (search.HasProgress)
        {
            CompleteIteration();
        }
        else if (history.Count > 0)
        {
            history.Clear();
            if (evaluations >= options.EvaluationLimit)
                Finish(SolveStatus.IterationLimit);
            else
                BeginIteration();
        }
        else
        {
            Finish(SolveStatus.Stalled);
        }
    }

    private void CompleteIteration()
    {
        var decrease = value - keptValue;
        idle = decrease > Precision * Math.Abs(value) ? 0 : idle + 1;
        var tooLittle = options.ObjectiveTolerance > 0 && decrease <= options.ObjectiveTolerance * Math.Abs(value);
        history.Add(Point, keptPoint, gradient, keptGradient);
        TakeKept();
        Iterations++;
        if (HasConverged())
            Finish(SolveStatus.Converged);
        else if (tooLittle || idle >= IdleLimit)
            Finish(SolveStatus.Stalled);
        else if (Iterations >= options.IterationLimit || evaluations >= options.EvaluationLimit)
            Finish(SolveStatus.IterationLimit);
        else
            BeginIteration();
    }

    private void TakeKept()
    {
        keptPoint.CopyTo(Point, 0);
        keptGradient.CopyTo(gradient, 0);
        value = keptValue;
        Residual = LargestMagnitude(gradient);
    }

    private void Finish(SolveStatus status)
    {
        // A search that was cut short may have found a lower point.
        if (status is SolveStatus.NotFinite or SolveStatus.IterationLimit && search.HasProgress && keptValue < value)
            TakeKept();
        IsActive = false;
        Status = status;
    }

    private bool HasConverged() => Residual <= options.GradientTolerance || value <= options.ObjectiveTarget;

    private static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var entry in values)
            largest = Math.Max(largest, Math.Abs(entry));
        return largest;
    }
}
