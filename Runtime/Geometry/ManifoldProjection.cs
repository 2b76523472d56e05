using DslManifolds.Operators;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// Projection of points of the ambient space onto the manifold, argmin ‖F(x)‖² from where they are (section 4 of the paper).
/// </summary>
/// <remarks>
/// It finds a point of M near the start, not the closest one: for that see <see cref="DistanceToManifold"/>. A sample that ends
/// in a minimum of ‖F‖² other than zero is stalled, never converged.
/// </remarks>
public static class ManifoldProjection
{
    /// <summary>Projects points onto the manifold.</summary>
    /// <param name="manifold">The manifold.</param>
    /// <param name="points">Points, (batch, n).</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>
    /// Projected points, with residual max |F|. Where F is not finite at the start, the start is returned as it is and the
    /// residual is infinite.
    /// </returns>
    public static SolveResult Project(IManifold manifold, Tensor points, ManifoldProjectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        HostTransfer.RequireRows(points, manifold.AmbientDimension, nameof(points));
        options ??= new ManifoldProjectionOptions();
        options.Validate();
        if (options.Method == ManifoldProjectionMethod.LevenbergMarquardt)
        {
            var settings = new LevenbergMarquardtOptions
            {
                Tolerance = options.Tolerance,
                IterationLimit = options.IterationLimit,
            };
            return LevenbergMarquardt.Solve(manifold.ValueAndJacobian, points, settings);
        }

        return ProjectByLimitedMemoryBfgs(manifold, points, options);
    }

    private static SolveResult ProjectByLimitedMemoryBfgs(IManifold manifold, Tensor points, ManifoldProjectionOptions options)
    {
        using var noGradient = no_grad();
        var tolerance = options.Tolerance ?? Arithmetic.ResidualTolerance(points.dtype);
        var settings = new LimitedMemoryBfgsOptions
        {
            IterationLimit = options.IterationLimit,
            EvaluationLimit = Math.Max(10, 5 * options.IterationLimit),
        };
        var solve = LimitedMemoryBfgs.Minimize(
            (x, _) => Objective(manifold, x), points, SquaredConstraint.Until(settings, tolerance));
        using var value = manifold.Value(solve.Value);
        return SquaredConstraint.Judge(solve.Value, value, solve, tolerance);
    }

    /// <summary>‖F(x)‖² and its gradient 2 J(x)ᵀ F(x).</summary>
    private static (Tensor Values, Tensor Gradients) Objective(IManifold manifold, Tensor x)
    {
        using var scope = NewDisposeScope();
        var value = manifold.Value(x);
        var gradients = manifold.Vjp(x, value).mul_(SafeArithmetic.Two);
        return (value.Squared().sum(1).MoveToOuterDisposeScope(), gradients.MoveToOuterDisposeScope());
    }
}
