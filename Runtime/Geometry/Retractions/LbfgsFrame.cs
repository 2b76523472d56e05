using DslManifolds.Operators;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>Frame of <see cref="LbfgsRetraction"/>: holds the points only.</summary>
internal sealed class LbfgsFrame(IManifold manifold, LbfgsRetractionOptions options, Tensor points) : ITangentFrame
{
    private Tensor? reached;
    private bool spent;

    /// <inheritdoc/>
    public Tensor Points => points;

    /// <inheritdoc/>
    public Tensor Project(Tensor v)
    {
        ObjectDisposedException.ThrowIf(spent, this);
        using var scope = NewDisposeScope();
        var (projected, statuses, _, _) = TangentProjection.Project(manifold, points, v, options.ConjugateGradients);

        // Not the zero vector, with which a chain would stand still and be counted as moved.
        var failed = Array.ConvertAll(statuses, status => status == SolveStatus.NotFinite);
        if (Array.IndexOf(failed, true) >= 0)
            projected.masked_fill_(HostTransfer.WriteMask(failed, projected.device), SafeArithmetic.NotANumber);
        return projected.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public SolveResult Retract(Tensor displacement)
    {
        ObjectDisposedException.ThrowIf(spent, this);
        HostTransfer.RequireRows(displacement, manifold.AmbientDimension, nameof(displacement));
        using var noGradient = no_grad();
        reached?.Dispose();
        reached = null;
        using var scope = NewDisposeScope();
        var origin = points.Plus(displacement);
        var tolerance = options.Tolerance ?? Arithmetic.ResidualTolerance(points.dtype);
        var start = zeros([points.shape[0], manifold.CodomainDimension], dtype: points.dtype, device: points.device);
        using var solve = LimitedMemoryBfgs.Minimize(
            (multipliers, rows) => Objective(origin, multipliers, rows),
            start,
            SquaredConstraint.Until(options.Minimization, tolerance));

        var y = origin.sub(manifold.Vjp(points, solve.Value));
        using var judged = SquaredConstraint.Judge(y, manifold.Value(y), solve, tolerance);
        var failed = Array.ConvertAll(judged.Status, status => status == SolveStatus.NotFinite);
        var safe = y.where(HostTransfer.WriteMask(failed, y.device).logical_not(), points);
        reached = safe.clone().DetachFromDisposeScope();
        return judged with { Value = safe.MoveToOuterDisposeScope() };
    }

    /// <inheritdoc/>
    public ITangentFrame Advance(Tensor accepted)
    {
        ObjectDisposedException.ThrowIf(spent, this);
        if (reached is null)
            throw new InvalidOperationException("Advance follows a Retract of the same frame; call Retract first.");
        if (accepted.dtype != ScalarType.Bool || accepted.dim() != 1 || accepted.shape[0] != points.shape[0])
            throw new ArgumentException($"accepted must be a vector of {points.shape[0]} booleans.", nameof(accepted));
        using var scope = NewDisposeScope();
        var next = reached.where(accepted.unsqueeze(1), points).DetachFromDisposeScope();
        Dispose();
        return new LbfgsFrame(manifold, options, next);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        spent = true;
        points.Dispose();
        reached?.Dispose();
        reached = null;
    }

    /// <summary>‖F(y)‖² and its gradient −2 J(x) J(y)ᵀ F(y) over λ, y = x + d − J(x)ᵀ λ.</summary>
    private (Tensor Values, Tensor Gradients) Objective(Tensor origin, Tensor multipliers, Tensor? rows)
    {
        using var scope = NewDisposeScope();
        var x = rows is null ? points : points.index_select(0, rows);
        var y = (rows is null ? origin : origin.index_select(0, rows)).sub(manifold.Vjp(x, multipliers));
        var value = manifold.Value(y);
        var gradients = manifold.Jvp(x, manifold.Vjp(y, value)).mul_(SafeArithmetic.MinusTwo);
        return (value.Squared().sum(1).MoveToOuterDisposeScope(), gradients.MoveToOuterDisposeScope());
    }
}
