using DslManifolds.Solvers;

namespace DslManifolds.Geometry;

/// <summary>
/// The scalars of one descent of the distance along a manifold: step length (Barzilai and Borwein, 1988) and end.
/// </summary>
/// <param name="precision">Spacing of the element type.</param>
/// <param name="sensitivity">How far from M a point may be for each unit of max |F|, to first order.</param>
/// <param name="residual">max |F| at the start.</param>
internal sealed class DistanceSample(double precision, double sensitivity, double residual)
{
    private const double SufficientDecrease = 1e-4;
    private const double ShortestLength = 1e-6;
    private const double LongestLength = 1e3;
    private double squaredDistance;
    private double squaredTangent;
    private double length = 1;

    /// <summary>Whether the descent goes on.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>How it ended.</summary>
    public SolveStatus Status { get; private set; }

    /// <summary>Steps tried.</summary>
    public int Iterations { get; private set; }

    /// <summary>max |F| at the point kept.</summary>
    public double Residual { get; private set; } = residual;

    /// <summary>Step along the tangent part of x − y, as a multiple of it; zero when done.</summary>
    public double Length => IsActive ? length : 0;

    /// <summary>Takes |x − y|² and the squared tangent part at the point kept; ends where the latter is small enough.</summary>
    public void TakePoint(double distance, double tangent, double tolerance, int limit)
    {
        if (!IsActive)
            return;
        squaredDistance = distance;
        squaredTangent = tangent;
        if (!double.IsFinite(distance) || !double.IsFinite(tangent))
            End(SolveStatus.NotFinite);
        else if (Math.Sqrt(tangent) <= tolerance * (1 + Math.Sqrt(distance)))
            End(SolveStatus.Converged);
        else if (Iterations >= limit)
            End(SolveStatus.IterationLimit);
        else
            Iterations++;
    }

    /// <summary>
    /// Judges a step; a rejected one is halved. The distance must fall, except for what rounding and the tolerance on F, which
    /// lets points lie off M a little, may add to it: close to the minimum that is all there is to see.
    /// </summary>
    /// <param name="isOnManifold">Whether the retraction converged.</param>
    /// <param name="distance">|x − y|² at its end.</param>
    /// <param name="trialResidual">max |F| at its end.</param>
    /// <returns>Whether the step is kept.</returns>
    public bool TakeStep(bool isOnManifold, double distance, double trialResidual)
    {
        if (!IsActive)
            return false;
        var slack = 2 * Math.Sqrt(squaredDistance) * sensitivity * (Residual + trialResidual) + 4 * precision * squaredDistance;
        if (isOnManifold && distance <= squaredDistance - SufficientDecrease * length * squaredTangent + slack)
        {
            Residual = trialResidual;
            return true;
        }

        length /= 2;
        if (length < ShortestLength)
            End(SolveStatus.Stalled);
        return false;
    }

    /// <summary>Sets the next length to sᵀs / sᵀ(t − t₊) for a step s that changed the tangent part from t to t₊.</summary>
    /// <param name="squaredStep">sᵀs.</param>
    /// <param name="product">sᵀ(t − t₊), the curvature seen along the step.</param>
    public void TakeCurvature(double squaredStep, double product)
    {
        var next = squaredStep / product;
        length = next > 0 && double.IsFinite(next)
            ? Math.Clamp(next, 10 * ShortestLength, LongestLength)
            : Math.Min(2 * length, LongestLength);
    }

    private void End(SolveStatus status)
    {
        IsActive = false;
        Status = status;
    }
}
