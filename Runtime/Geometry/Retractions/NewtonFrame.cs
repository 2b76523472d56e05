using DslManifolds.Operators;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>Frame of <see cref="NewtonRetraction"/>: holds J(x), and after a solve y and J(y) for the next frame.</summary>
internal sealed class NewtonFrame : ITangentFrame
{
    private readonly IManifold manifold;
    private readonly NewtonRetractionOptions options;
    private readonly Tensor jacobian;
    private readonly bool isSingle;
    private Tensor? dual;
    private Tensor? range;
    private Tensor? reached;
    private Tensor? reachedJacobian;
    private bool[] stale = [];
    private bool spent;

    /// <summary>Takes over both tensors.</summary>
    /// <param name="manifold">The manifold.</param>
    /// <param name="options">Settings of the retraction.</param>
    /// <param name="points">x, (batch, n).</param>
    /// <param name="jacobian">J(x), (batch, k, n).</param>
    public NewtonFrame(IManifold manifold, NewtonRetractionOptions options, Tensor points, Tensor jacobian)
    {
        this.manifold = manifold;
        this.options = options;
        this.jacobian = jacobian;
        Points = points;
        isSingle = manifold.CodomainDimension == 1;
    }

    /// <inheritdoc/>
    public Tensor Points { get; }

    /// <inheritdoc/>
    public Tensor Project(Tensor v)
    {
        ObjectDisposedException.ThrowIf(spent, this);
        HostTransfer.RequireRows(v, manifold.AmbientDimension, nameof(v));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        PrepareDual();
        if (isSingle)
        {
            var coefficient = v.mul(dual!).sum(1, keepdim: true);
            return v.addcmul(jacobian.squeeze(1), coefficient, SafeArithmetic.MinusOne).MoveToOuterDisposeScope();
        }

        var coefficients = dual!.bmm(v.unsqueeze(-1)).transpose(1, 2);
        return v.sub(coefficients.bmm(jacobian).squeeze(1)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public SolveResult Retract(Tensor displacement)
    {
        ObjectDisposedException.ThrowIf(spent, this);
        HostTransfer.RequireRows(displacement, manifold.AmbientDimension, nameof(displacement));
        using var noGradient = no_grad();
        ForgetReached();
        using var scope = NewDisposeScope();
        PrepareDual();
        var batch = (int)Points.shape[0];
        var outputs = manifold.CodomainDimension;
        var tolerance = options.Tolerance ?? Arithmetic.ResidualTolerance(Points.dtype);
        var multipliers = new NewtonMultipliers(batch, outputs, tolerance, options.HalvingLimit);
        var origin = Points.Plus(displacement);
        var y = origin;
        Tensor jacobianAtY;
        var numbers = new double[batch * outputs];
        while (true)
        {
            (var value, jacobianAtY) = manifold.ValueAndJacobian(y);
            HostTransfer.Read(value, numbers);
            if (multipliers.TakeValues(numbers))
            {
                ReadSteps(value, jacobianAtY, numbers);
                multipliers.TakeSteps(numbers);
            }

            multipliers.Advance(options.IterationLimit);
            if (!multipliers.AnyActive)
                break;
            value.Dispose();
            jacobianAtY.Dispose();
            var previous = y;
            y = Move(origin, multipliers.Trial);
            if (!ReferenceEquals(previous, origin))
                previous.Dispose();
        }

        stale = multipliers.Rejected;
        if (multipliers.Restore())
            y = Replace(Move(origin, multipliers.Trial), multipliers);
        reached = y.DetachFromDisposeScope();
        reachedJacobian = jacobianAtY.DetachFromDisposeScope();
        return new SolveResult(
            reached.clone().DetachFromDisposeScope(), multipliers.Status, multipliers.Iterations, multipliers.Residual);
    }

    /// <inheritdoc/>
    public ITangentFrame Advance(Tensor accepted)
    {
        ObjectDisposedException.ThrowIf(spent, this);
        if (reached is null || reachedJacobian is null)
            throw new InvalidOperationException("Advance follows a Retract of the same frame; call Retract first.");
        if (accepted.dtype != ScalarType.Bool || accepted.dim() != 1 || accepted.shape[0] != Points.shape[0])
            throw new ArgumentException($"accepted must be a vector of {Points.shape[0]} booleans.", nameof(accepted));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var (points, nextJacobian) = Select(accepted, HostTransfer.ReadBooleans(accepted));
        var next = new NewtonFrame(
            manifold, options, points.DetachFromDisposeScope(), nextJacobian.DetachFromDisposeScope());
        Dispose();
        return next;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        spent = true;
        Points.Dispose();
        jacobian.Dispose();
        dual?.Dispose();
        range?.Dispose();
        ForgetReached();
    }

    private (Tensor Points, Tensor Jacobian) Select(Tensor accepted, bool[] choice)
    {
        if (Array.IndexOf(choice, false) < 0 && Array.IndexOf(stale, true) < 0)
        {
            // The usual case takes the tensors over as they are.
            var taken = (reached!, reachedJacobian!);
            reached = null;
            reachedJacobian = null;
            return taken;
        }

        var column = accepted.unsqueeze(1);
        var points = reached!.where(column, Points);
        for (var i = 0; i < choice.Length; i++)
        {
            // The last evaluation was at a rejected trial: J is not known at the point that was kept.
            if (choice[i] && stale[i])
                return (points, manifold.Jacobian(points));
        }

        return (points, reachedJacobian!.where(column.unsqueeze(2), jacobian));
    }

    /// <summary>y(λ) = x + d − J(x)ᵀ λ.</summary>
    private Tensor Move(Tensor origin, double[] multipliers)
    {
        var outputs = manifold.CodomainDimension;
        using var weights = HostTransfer.Write(multipliers, Points.shape[0], outputs, Points.dtype, Points.device);
        if (isSingle)
        {
            using var gradient = jacobian.squeeze(1);
            return origin.addcmul(gradient, weights, SafeArithmetic.MinusOne);
        }

        using var row = weights.unsqueeze(1);
        using var normal = row.bmm(jacobian);
        using var offset = normal.squeeze(1);
        return origin.sub(offset);
    }

    /// <summary>Reads [J(y) J(x)ᵀ]⁻¹ F(y) over F(y).</summary>
    private void ReadSteps(Tensor value, Tensor jacobianAtY, double[] numbers)
    {
        if (isSingle)
        {
            using var product = jacobianAtY.mul(jacobian);
            using var slope = product.sum(2);
            var slopes = HostTransfer.Read(slope);
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] /= slopes[i];
            return;
        }

        using var transposed = jacobian.transpose(1, 2);
        using var full = jacobianAtY.bmm(transposed);

        // Where J(x) has lost rank, the least rounding of it makes up a normal of its own; λ stays in the range that is left.
        using var restricted = range is null ? null : full.bmm(range);
        var matrices = restricted ?? full;
        using var steps = BatchedLinear.Solve(matrices, value);
        HostTransfer.Read(steps, numbers);
    }

    /// <summary>Puts x where F(x + d) was not finite.</summary>
    private Tensor Replace(Tensor y, NewtonMultipliers multipliers)
    {
        var mask = Array.ConvertAll(multipliers.Residual, double.IsPositiveInfinity);
        if (Array.IndexOf(mask, true) < 0)
            return y;
        using var column = HostTransfer.WriteMask(mask, y.device);
        return Points.where(column, y);
    }

    /// <summary>
    /// Computes (J Jᵀ)⁻¹ J, with the pseudo-inverse where J has lost rank; (batch, n) for one output, else (batch, k, n). With
    /// several outputs, and some rank lost, also the projections onto the range of J Jᵀ, the identity where it is whole.
    /// </summary>
    private void PrepareDual()
    {
        if (dual is not null)
            return;
        using var scope = NewDisposeScope();
        if (isSingle)
        {
            var normal = jacobian.squeeze(1);
            dual = BatchedLinear.Solve(normal.Squared().sum(1, keepdim: true).unsqueeze(2), normal.unsqueeze(1)).squeeze(1)
                .DetachFromDisposeScope();
            return;
        }

        var gram = jacobian.bmm(jacobian.transpose(1, 2));
        dual = BatchedLinear.Solve(gram, jacobian, out var singular).DetachFromDisposeScope();
        if (singular.Length == 0)
            return;
        var rows = HostTransfer.WriteIndices(singular, gram.device);
        var whole = eye(gram.shape[1], dtype: gram.dtype, device: gram.device).expand(gram.shape).clone();
        range = whole.index_copy(0, rows, BatchedLinear.RangeProjections(gram.index_select(0, rows))).DetachFromDisposeScope();
    }

    private void ForgetReached()
    {
        reached?.Dispose();
        reachedJacobian?.Dispose();
        reached = null;
        reachedJacobian = null;
    }
}
