using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Solvers.Fused;

/// <summary>
/// <see cref="LimitedMemoryBfgs"/> for a problem in each lane: the objective is evaluated in all lanes at once, and every lane's next
/// trial is decided by a <see cref="LimitedMemoryBfgsProblem"/> of its own, so that both backends decide alike.
/// </summary>
/// <remarks>
/// Its memory serves one solve after another, and nothing is allocated once it is made. A lane that has ended waits at its best point.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LaneLimitedMemoryBfgs<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LimitedMemoryBfgsProblem[] problems = new LimitedMemoryBfgsProblem[Vector512<T>.Count];
    private readonly double[] values = new double[Vector512<T>.Count];
    private readonly double[] gradient;
    private readonly double[] start;

    /// <summary>Memory for problems of d unknowns.</summary>
    /// <param name="dimension">d.</param>
    /// <param name="options">Settings.</param>
    public LaneLimitedMemoryBfgs(int dimension, LimitedMemoryBfgsOptions options)
    {
        gradient = new double[dimension];
        start = new double[dimension];
        for (var lane = 0; lane < problems.Length; lane++)
        {
            problems[lane] = new LimitedMemoryBfgsProblem(start, options, typeof(T) == typeof(float));
            problems[lane].Reserve();
        }
    }

    /// <summary>The lanes that ask for another evaluation, as bits.</summary>
    public ulong Active { get; private set; }

    /// <summary>The lanes that ended at a value or a step that is not finite, or without bound, as bits.</summary>
    public ulong NotFinite { get; private set; }

    /// <summary>Starts every lane's problem at zero.</summary>
    /// <param name="trials">Filled with the points to evaluate, d vectors.</param>
    public void Begin(Lanes<T> trials)
    {
        foreach (var problem in problems)
            problem.Restart(start);
        for (var i = 0; i < start.Length; i++)
            trials[i] = Vector512<T>.Zero;
        (Active, NotFinite) = (LaneMask.All<T>(), 0);
    }

    /// <summary>Takes the objective and its gradient at the trials.</summary>
    /// <param name="objective">f.</param>
    /// <param name="gradients">∇f, d vectors.</param>
    /// <param name="trials">Replaced by the points to evaluate next; where a lane has ended, by the best point that it met.</param>
    public void Tell(Vector512<T> objective, Lanes<T> gradients, Lanes<T> trials)
    {
        for (var lane = 0; lane < values.Length; lane++)
            values[lane] = double.CreateTruncating(objective.GetElement(lane));
        for (var rest = Active; rest != 0; rest &= rest - 1)
        {
            var lane = BitOperations.TrailingZeroCount(rest);
            var problem = problems[lane];
            LaneColumn.Read(gradients, lane, gradient);
            problem.Tell(values[lane], gradient);
            LaneColumn.Write<T>(problem.IsActive ? problem.Trial : problem.Point, trials, lane);
            if (problem.IsActive)
                continue;
            Active &= ~(1UL << lane);
            if (problem.Status == SolveStatus.NotFinite)
                NotFinite |= 1UL << lane;
        }
    }
}
