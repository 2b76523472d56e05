using DslManifolds.Operators;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>Frame of <see cref="StraightRetraction"/>.</summary>
/// <param name="points">x; taken over.</param>
internal sealed class StraightFrame(Tensor points) : ITangentFrame
{
    private Tensor? reached;

    /// <inheritdoc/>
    public Tensor Points { get; } = points.DetachFromDisposeScope();

    /// <inheritdoc/>
    public Tensor Project(Tensor v) => v.clone();

    /// <inheritdoc/>
    public SolveResult Retract(Tensor displacement)
    {
        reached?.Dispose();
        reached = Points.Plus(displacement).DetachFromDisposeScope();
        var batch = (int)Points.shape[0];
        return new SolveResult(reached.clone().DetachFromDisposeScope(), new SolveStatus[batch], new int[batch], new double[batch]);
    }

    /// <inheritdoc/>
    public ITangentFrame Advance(Tensor accepted)
    {
        using var column = accepted.unsqueeze(1);
        var next = new StraightFrame(where(column, reached!, Points));
        Dispose();
        return next;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reached?.Dispose();
        reached = null;
        Points.Dispose();
    }
}
