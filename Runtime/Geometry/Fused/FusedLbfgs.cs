using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using DslManifolds.Solvers.Fused;
using static TorchSharp.torch;

namespace DslManifolds.Geometry.Fused;

/// <summary>
/// <see cref="LbfgsRetraction"/> by kernels, matrix-free: a frame is its points alone. Eq. 6 is solved by conjugate gradients in lanes, and
/// Eq. 9, λ* = argmin ‖F(x + d − J(x)ᵀ λ)‖², by L-BFGS with a problem in each lane.
/// </summary>
/// <remarks>
/// Value and gradient −2 J(x) J(y)ᵀ F(y) of all lanes are computed at once. A lane that has ended is evaluated on at the point where it
/// ended, and what comes out is dropped: a lane's result does not depend on its neighbours.
/// </remarks>
internal readonly struct FusedLbfgs<T, TManifold> : IFusedRetraction<T, FusedLbfgs<T, TManifold>>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TManifold : struct, IManifoldKernel<T>
{
    private readonly TManifold kernel;
    private readonly LbfgsRetractionOptions options;
    private readonly LaneConjugateGradientsSettings<T> conjugateGradients;
    private readonly double tolerance;
    private readonly LaneLimitedMemoryBfgs<T>? minimization;

    /// <summary>A retraction onto the kernel's manifold, to be made ready for a thread.</summary>
    public FusedLbfgs(TManifold kernel, LbfgsRetractionOptions options)
        : this(kernel, options, null)
    {
    }

    private FusedLbfgs(TManifold kernel, LbfgsRetractionOptions options, LaneLimitedMemoryBfgs<T>? minimization)
    {
        (this.kernel, this.options, this.minimization) = (kernel, options, minimization);
        conjugateGradients = new LaneConjugateGradientsSettings<T>(options.ConjugateGradients, Outputs);
        tolerance = options.Tolerance
            ?? Arithmetic.ResidualTolerance(typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64);
    }

    /// <inheritdoc/>
    public static int AmbientDimension => Ambient;

    /// <inheritdoc/>
    public static int FrameSize => Ambient;

    /// <inheritdoc/>
    public static int ArrivalSize => Ambient;

    /// <inheritdoc/>
    public static int ScratchSize => WorkOffset + LaneConjugateGradients<T, TManifold>.ScratchSize;

    private static int Ambient => TManifold.AmbientDimension;

    private static int Outputs => TManifold.CodomainDimension;

    private static int WorkOffset => Ambient + 3 * Outputs;

    /// <inheritdoc/>
    public FusedLbfgs<T, TManifold> ForThread() => new(
        kernel,
        options,
        new LaneLimitedMemoryBfgs<T>(Outputs, SquaredConstraint.Until(options.Minimization, tolerance)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> At(Lanes<T> frame, Lanes<T> scratch)
    {
        kernel.Value(frame, scratch, scratch.From(Outputs));
        return LaneProducts.Largest(scratch, Outputs);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prepare(Lanes<T> frame, Lanes<T> scratch)
    {
    }

    /// <inheritdoc/>
    /// <remarks>A lane that is not finite gets NaN, which the rules for proposals reject.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Project(Lanes<T> frame, Lanes<T> v, Lanes<T> p, Lanes<T> scratch)
    {
        var (normal, product, multiplier) = (scratch, scratch.From(Ambient), scratch.From(Ambient + Outputs));
        var work = scratch.From(WorkOffset);
        kernel.Jvp(frame, v, product, work);
        var solve = LaneConjugateGradients<T, TManifold>.Solve(
            kernel, frame, product, v, multiplier, conjugateGradients, work);
        kernel.Vjp(frame, multiplier, normal, work);
        if (solve.NotFinite == 0)
        {
            for (var i = 0; i < Ambient; i++)
                p[i] = v[i] - normal[i];
            return;
        }

        var failed = LaneMask.Vector<T>(solve.NotFinite);
        for (var i = 0; i < Ambient; i++)
            p[i] = Vector512.ConditionalSelect(failed, Vector512.Create(T.NaN), v[i] - normal[i]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public LaneSolve Retract(Lanes<T> frame, Lanes<T> origin, Lanes<T> arrival, Lanes<T> scratch)
    {
        var (cotangent, multiplier) = (scratch, scratch.From(Ambient));
        var (value, gradient) = (scratch.From(Ambient + Outputs), scratch.From(Ambient + 2 * Outputs));
        var work = scratch.From(WorkOffset);
        var problems = minimization!;
        problems.Begin(multiplier);
        do
        {
            Evaluate(frame, origin, multiplier, arrival, value, scratch);
            kernel.Vjp(arrival, value, cotangent, work);
            kernel.Jvp(frame, cotangent, gradient, work);
            for (var i = 0; i < Outputs; i++)
                gradient[i] *= Vector512.Create(T.CreateTruncating(-2));
            problems.Tell(LaneProducts.Dot(value, value, Outputs), gradient, multiplier);
        }
        while (problems.Active != 0);

        // The best points met, which need not be those evaluated last.
        Evaluate(frame, origin, multiplier, arrival, value, scratch);
        var largest = LaneProducts.Largest(value, Outputs);
        var converged = LaneMask.Bits(Vector512.LessThanOrEqual(largest, Vector512.Create(T.CreateTruncating(tolerance))));
        var notFinite = ~LaneMask.Bits(LaneMask.Finite(largest)) & LaneMask.All<T>();
        notFinite |= problems.NotFinite & ~converged;
        if (notFinite != 0)
            Stay(frame, arrival, notFinite);
        return new LaneSolve(converged, notFinite);
    }

    /// <summary>y = x + d − J(x)ᵀ λ, and F(y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Evaluate(
        Lanes<T> frame, Lanes<T> origin, Lanes<T> multiplier, Lanes<T> y, Lanes<T> value, Lanes<T> scratch)
    {
        var work = scratch.From(WorkOffset);
        kernel.Vjp(frame, multiplier, scratch, work);
        for (var i = 0; i < Ambient; i++)
            y[i] = origin[i] - scratch[i];
        kernel.Value(y, value, work);
    }

    /// <summary>Puts back lanes whose solve was not finite, so that nothing of it goes on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Stay(Lanes<T> frame, Lanes<T> arrival, ulong lanes)
    {
        var mask = LaneMask.Vector<T>(lanes);
        for (var i = 0; i < Ambient; i++)
            arrival[i] = Vector512.ConditionalSelect(mask, frame[i], arrival[i]);
    }
}
