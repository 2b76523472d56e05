using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;
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
    /// <exception cref="InvalidOperationException">The fused backend was asked for and cannot be used.</exception>
    public static SolveResult Project(IManifold manifold, Tensor points, ManifoldProjectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        HostTransfer.RequireRows(points, manifold.AmbientDimension, nameof(points));
        options ??= new ManifoldProjectionOptions();
        options.Validate();
        if (manifold is EuclideanSpace)
            return AsTheyAre(points);
        if (options.Method == ManifoldProjectionMethod.LevenbergMarquardt)
        {
            var settings = new LevenbergMarquardtOptions
            {
                Tolerance = options.Tolerance,
                IterationLimit = options.IterationLimit,
            };
            return UsesKernels(manifold, points, options)
                ? ProjectByKernels((IManifoldKernelSource)manifold, points, settings)
                : LevenbergMarquardt.Solve(manifold.ValueAndJacobian, points, settings);
        }

        if (options.Backend == Backend.Fused)
            throw Refusal("L-BFGS has no fused form.");
        return ProjectByLimitedMemoryBfgs(manifold, points, options);
    }

    private static SolveResult ProjectByKernels(
        IManifoldKernelSource manifold, Tensor points, LevenbergMarquardtOptions settings) =>
        points.dtype == ScalarType.Float32
            ? manifold.UseManifoldKernel(new FusedProjection<float>(points, settings))
            : manifold.UseManifoldKernel(new FusedProjection<double>(points, settings));

    private static bool UsesKernels(IManifold manifold, Tensor points, ManifoldProjectionOptions options)
    {
        var obstacle = manifold is not IManifoldKernelSource
            ? $"the manifold ({manifold.GetType().Name}) has no kernels; only declared types have."
            : points.device_type != DeviceType.CPU ? $"the points are on {points.device}, and kernels run on the processor." : null;
        return options.Backend switch
        {
            Backend.Torch => false,
            Backend.Fused when obstacle is not null => throw Refusal(obstacle),
            Backend.Fused => true,
            _ => obstacle is null && KernelAdvantage.Obstacle(manifold) is null,
        };
    }

    /// <summary>Where there is no equation every finite point fulfils all.</summary>
    private static SolveResult AsTheyAre(Tensor points)
    {
        using var noGradient = no_grad();
        using var detached = points.detach();
        using var finiteRows = detached.isfinite().all(1);
        var finite = HostTransfer.ReadBooleans(finiteRows);
        return new SolveResult(
            detached.clone(),
            Array.ConvertAll(finite, row => row ? SolveStatus.Converged : SolveStatus.NotFinite),
            new int[finite.Length],
            Array.ConvertAll(finite, row => row ? 0 : double.PositiveInfinity));
    }

    private static InvalidOperationException Refusal(string obstacle) =>
        new($"The fused backend cannot project these points: {obstacle} Choose the backend Auto or Torch, or remove the obstacle.");

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
