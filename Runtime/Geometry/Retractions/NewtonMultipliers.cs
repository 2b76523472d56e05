using DslManifolds.Solvers;

namespace DslManifolds.Geometry;

/// <summary>
/// The decisions of a batched, safeguarded Newton iteration on multipliers λ, (batch, k): which steps are kept, which are
/// halved, and how each sample ends. With one output steps are those of inverse interpolation.
/// </summary>
internal sealed class NewtonMultipliers
{
    /// <summary>Farthest that inverse interpolation may be from Newton's step, in lengths of that step.</summary>
    public const double LargestChange = 0.5;

    private readonly double tolerance;
    private readonly int halvingLimit;
    private readonly int outputs;
    private readonly double[] kept;
    private readonly double[] step;
    private readonly double[] length;
    private readonly double[] keptValue;
    private readonly double[] keptNewton;
    private readonly double[] ratio;
    private readonly double[] move;
    private readonly bool[] active;
    private readonly bool[] wantsStep;

    public NewtonMultipliers(int batch, int outputs, double tolerance, int halvingLimit)
    {
        this.tolerance = tolerance;
        this.halvingLimit = halvingLimit;
        this.outputs = outputs;
        Trial = new double[batch * outputs];
        kept = new double[batch * outputs];
        step = new double[batch * outputs];
        length = new double[batch];
        keptValue = new double[batch];
        keptNewton = new double[batch];
        ratio = new double[batch];
        move = new double[batch];
        active = new bool[batch];
        wantsStep = new bool[batch];
        Rejected = new bool[batch];
        Residual = new double[batch];
        Iterations = new int[batch];
        Status = new SolveStatus[batch];
        Array.Fill(active, true);
        Array.Fill(Residual, double.PositiveInfinity);
        Array.Fill(keptValue, double.PositiveInfinity);
    }

    /// <summary>λ to evaluate next, (batch, k).</summary>
    public double[] Trial { get; }

    /// <summary>max |F| at the multiplier kept; infinite where F was not finite at the start.</summary>
    public double[] Residual { get; }

    /// <summary>Steps tried.</summary>
    public int[] Iterations { get; }

    /// <summary>How each sample ended.</summary>
    public SolveStatus[] Status { get; }

    /// <summary>Samples whose last trial was not kept.</summary>
    public bool[] Rejected { get; }

    /// <summary>Whether any sample goes on.</summary>
    public bool AnyActive => Array.IndexOf(active, true) >= 0;

    /// <summary>Judges the trial multipliers by F at their points.</summary>
    /// <returns>Whether any sample asks for a Newton step, to be given to <see cref="TakeSteps"/>.</returns>
    public bool TakeValues(ReadOnlySpan<double> values)
    {
        var wanted = false;
        for (var i = 0; i < active.Length; i++)
        {
            wantsStep[i] = false;
            if (!active[i])
                continue;
            var residual = LargestMagnitude(values.Slice(i * outputs, outputs));
            if (residual < Residual[i])
                Keep(i, residual, values[i * outputs]);
            else
                Reject(i, residual);
            wanted |= wantsStep[i];
        }

        return wanted;
    }

    /// <summary>Takes the Newton steps [J(y) J(x)ᵀ]⁻¹ F(y), of which only those asked for are read.</summary>
    public void TakeSteps(ReadOnlySpan<double> steps)
    {
        for (var i = 0; i < active.Length; i++)
        {
            if (!wantsStep[i])
                continue;
            var own = steps.Slice(i * outputs, outputs);
            var size = LargestMagnitude(own);
            if (!double.IsFinite(size))
                End(i, double.IsNaN(size) ? SolveStatus.NotFinite : SolveStatus.Stalled);
            else if (size == 0)
                End(i, SolveStatus.Stalled);
            own.CopyTo(step.AsSpan(i * outputs, outputs));
            length[i] = 1;
            if (outputs == 1)
            {
                step[i] = InverseInterpolation(own[0], keptNewton[i], ratio[i], move[i]);
                keptNewton[i] = own[0];
            }
        }
    }

    /// <summary>
    /// The step of one output to the zero of the cubic polynomial λ(F) that has the values and slopes of two points, the last
    /// one kept and the one before it: of third order, where Newton's is of second. Where it is far from Newton's, that.
    /// </summary>
    /// <remarks>
    /// With N and N₀ Newton's steps at both points, q = F / F₀, d the way from the earlier to the later and u = 1 / (1 − q) it is
    /// u² (N + q² (N₀ − (1 + 2 u) d)).
    /// </remarks>
    /// <param name="newton">N.</param>
    /// <param name="keptNewton">N₀.</param>
    /// <param name="ratio">q; zero at the first point, where Newton's step comes out.</param>
    /// <param name="move">d.</param>
    internal static double InverseInterpolation(double newton, double keptNewton, double ratio, double move)
    {
        var u = 1 / (1 - ratio);
        var step = u * u * (newton + ratio * ratio * (keptNewton - (1 + u + u) * move));
        return Math.Abs(step - newton) <= LargestChange * Math.Abs(newton) ? step : newton;
    }

    /// <summary>Moves the trial of every active sample; ends the samples that have had <paramref name="limit"/> steps.</summary>
    public void Advance(int limit)
    {
        for (var i = 0; i < active.Length; i++)
        {
            if (active[i] && Iterations[i] >= limit)
                End(i, SolveStatus.IterationLimit);
            if (!active[i])
                continue;
            Iterations[i]++;
            for (var j = i * outputs; j < (i + 1) * outputs; j++)
                Trial[j] = kept[j] + length[i] * step[j];
        }
    }

    /// <summary>Puts <see cref="Trial"/> back to the multipliers kept.</summary>
    /// <returns>Whether that changed any.</returns>
    public bool Restore()
    {
        kept.CopyTo(Trial, 0);
        return Array.IndexOf(Rejected, true) >= 0;
    }

    /// <summary>The largest magnitude; NaN if any entry is NaN.</summary>
    private static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private void Keep(int i, double residual, double value)
    {
        (ratio[i], keptValue[i]) = (value / keptValue[i], value);
        move[i] = Trial[i * outputs] - kept[i * outputs];
        Residual[i] = residual;
        Rejected[i] = false;
        Trial.AsSpan(i * outputs, outputs).CopyTo(kept.AsSpan(i * outputs, outputs));
        if (residual <= tolerance)
            End(i, SolveStatus.Converged);
        else
            wantsStep[i] = true;
    }

    private void Reject(int i, double residual)
    {
        Rejected[i] = true;
        length[i] /= 2;
        if (double.IsPositiveInfinity(Residual[i]))
            End(i, SolveStatus.NotFinite);
        else if (length[i] < Math.ScaleB(1, -halvingLimit))
            End(i, double.IsFinite(residual) ? SolveStatus.Stalled : SolveStatus.NotFinite);
    }

    private void End(int i, SolveStatus status)
    {
        active[i] = false;
        Status[i] = status;
    }
}
