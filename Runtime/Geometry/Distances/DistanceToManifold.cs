using DslManifolds.Operators;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>The point y of a manifold that is closest to a point x: minimise |x − y| subject to F(y) = 0.</summary>
/// <remarks>
/// Descent along the manifold: y ← R(y + α P (x − y)) with P the tangent projection at y and R the Newton retraction. With α = 1
/// this is the step of sequential quadratic programming, x − Jᵀ (J Jᵀ)⁻¹ (J (x − y) + F(y)), brought back to M. That step alone
/// diverges where |x − y| exceeds the radius of curvature; α is therefore chosen for each sample by the rule of Barzilai and
/// Borwein (1988) and halved until the distance falls. The minimum is a local one, found from the projection of x and, if given,
/// from a start of the caller's (the nearest vertex of a mesh, for one), whichever ends closer.
/// </remarks>
public static class DistanceToManifold
{
    /// <summary>Finds closest points.</summary>
    /// <param name="manifold">The manifold.</param>
    /// <param name="points">x, (batch, n).</param>
    /// <param name="start">A second start for each sample, (batch, n), on M or near it; null for none.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>
    /// Closest points. Where no start could be projected onto M, the status says why and the distance is infinite.
    /// </returns>
    public static ClosestPoints Find(
        IManifold manifold, Tensor points, Tensor? start = null, DistanceToManifoldOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        HostTransfer.RequireRows(points, manifold.AmbientDimension, nameof(points));
        options ??= new DistanceToManifoldOptions();
        options.Validate();
        using var noGradient = no_grad();
        if (start is null)
            return Descend(manifold, points, points, options);
        HostTransfer.RequireRows(start, manifold.AmbientDimension, nameof(start));
        if (start.shape[0] != points.shape[0] || start.dtype != points.dtype)
            throw new ArgumentException("start must have the shape and element type of points.", nameof(start));
        using var own = Descend(manifold, points, points, options);
        using var given = Descend(manifold, points, start, options);
        return Better(own, given);
    }

    private static ClosestPoints Descend(IManifold manifold, Tensor points, Tensor start, DistanceToManifoldOptions options)
    {
        using var scope = NewDisposeScope();
        using var projected = ManifoldProjection.Project(manifold, start, new() { Tolerance = options.ConstraintTolerance });
        long[] rows = [.. Enumerable.Range(0, projected.Status.Length)
            .Where(i => projected.Status[i] == SolveStatus.Converged).Select(i => (long)i)];
        var status = projected.Status;
        var residual = projected.Residual;
        var iterations = new int[status.Length];
        var reached = projected.Value.clone();
        if (rows.Length > 0)
        {
            var index = HostTransfer.WriteIndices(rows, points.device);
            var targets = points.index_select(0, index);
            var (ends, samples) = Descend(
                manifold, targets, reached.index_select(0, index), options, Array.ConvertAll(rows, row => residual[row]));
            reached.index_copy_(0, index, ends);
            for (var i = 0; i < rows.Length; i++)
            {
                status[rows[i]] = samples[i].Status;
                iterations[rows[i]] = samples[i].Iterations;
                residual[rows[i]] = samples[i].Residual;
            }
        }

        var distances = HostTransfer.Read(points.sub(reached).Squared().sum(1).sqrt_());
        foreach (var i in Enumerable.Range(0, distances.Length).Except(rows.Select(row => (int)row)))
            distances[i] = double.PositiveInfinity;
        return new ClosestPoints(reached.MoveToOuterDisposeScope(), distances, status, residual, iterations);
    }

    /// <summary>Descends from points on M, where max |F| is as given.</summary>
    private static (Tensor Ends, DistanceSample[] Samples) Descend(
        IManifold manifold, Tensor targets, Tensor start, DistanceToManifoldOptions options, double[] residual)
    {
        var type = targets.dtype;
        var tolerance = options.TangentTolerance ?? (type == ScalarType.Float64 ? 1e-8 : 1e-4);
        var sensitivity = Sensitivity(manifold.Jacobian(start));
        var samples = new DistanceSample[residual.Length];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = new DistanceSample(Arithmetic.Epsilon(type), sensitivity[i], residual[i]);
        var retraction = new NewtonRetraction(new NewtonRetractionOptions { Tolerance = options.ConstraintTolerance });
        var frame = retraction.At(manifold, start);
        var tangent = Tangent(frame, targets, samples, tolerance, options.IterationLimit);
        while (Array.Exists(samples, sample => sample.IsActive))
        {
            using var iteration = NewDisposeScope();
            var lengths = Array.ConvertAll(samples, sample => sample.Length);
            using var solve = frame.Retract(tangent.mul(HostTransfer.Write(lengths, samples.Length, 1, type, targets.device)));
            var step = solve.Value.sub(frame.Points);
            var distances = HostTransfer.Read(targets.sub(solve.Value).Squared().sum(1));
            var kept = new bool[samples.Length];
            for (var i = 0; i < samples.Length; i++)
                kept[i] = samples[i].TakeStep(solve.Status[i] == SolveStatus.Converged, distances[i], solve.Residual[i]);

            frame = frame.Advance(HostTransfer.WriteMask(kept, targets.device).squeeze(1));
            var next = Tangent(frame, targets, samples, tolerance, options.IterationLimit);
            Adapt(samples, kept, step, tangent.sub(next));
            tangent.Dispose();
            tangent = next.MoveToOuterDisposeScope();
        }

        var ends = frame.Points.clone();
        frame.Dispose();
        return (ends, samples);
    }

    /// <summary>√k ‖Jᵀ(J Jᵀ)⁻¹‖, which bounds the distance from M by max |F| to first order.</summary>
    private static double[] Sensitivity(Tensor jacobian)
    {
        var inverse = BatchedLinear.Solve(jacobian.bmm(jacobian.transpose(1, 2)), jacobian);
        var squares = HostTransfer.Read(inverse.Squared().sum([1, 2]));
        return Array.ConvertAll(squares, square => Math.Sqrt(square * jacobian.shape[1]));
    }

    /// <summary>The tangent part of x − y at the frame's points; tells each sample where it stands.</summary>
    private static Tensor Tangent(
        ITangentFrame frame, Tensor targets, DistanceSample[] samples, double tolerance, int limit)
    {
        using var offset = targets.sub(frame.Points);
        var tangent = frame.Project(offset);
        using var squaredTangent = tangent.Squared();
        using var squaredOffset = offset.Squared().sum(1);
        using var tangents = squaredTangent.sum(1);
        var distanceNumbers = HostTransfer.Read(squaredOffset);
        var tangentNumbers = HostTransfer.Read(tangents);
        for (var i = 0; i < samples.Length; i++)
            samples[i].TakePoint(distanceNumbers[i], tangentNumbers[i], tolerance, limit);
        return tangent;
    }

    private static void Adapt(DistanceSample[] samples, bool[] kept, Tensor step, Tensor change)
    {
        var squaredSteps = HostTransfer.Read(step.Squared().sum(1));
        var products = HostTransfer.Read(step.mul(change).sum(1));
        for (var i = 0; i < samples.Length; i++)
        {
            if (kept[i])
                samples[i].TakeCurvature(squaredSteps[i], products[i]);
        }
    }

    /// <summary>For each sample the closer of two results; one that converged is preferred to one that did not.</summary>
    private static ClosestPoints Better(ClosestPoints first, ClosestPoints second)
    {
        var batch = first.Status.Length;
        var takesSecond = new bool[batch];
        for (var i = 0; i < batch; i++)
        {
            var firstConverged = first.Status[i] == SolveStatus.Converged;
            var secondConverged = second.Status[i] == SolveStatus.Converged;
            takesSecond[i] = firstConverged == secondConverged
                ? second.Distances[i] < first.Distances[i]
                : secondConverged;
        }

        using var mask = HostTransfer.WriteMask(takesSecond, first.Points.device);
        return new ClosestPoints(
            second.Points.where(mask, first.Points),
            Choose(takesSecond, second.Distances, first.Distances),
            Choose(takesSecond, second.Status, first.Status),
            Choose(takesSecond, second.Residual, first.Residual),
            Choose(takesSecond, second.Iterations, first.Iterations));
    }

    private static T[] Choose<T>(bool[] mask, T[] where, T[] otherwise) =>
        [.. mask.Select((choice, i) => choice ? where[i] : otherwise[i])];
}
