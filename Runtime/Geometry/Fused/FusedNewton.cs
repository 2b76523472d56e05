using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers.Fused;

namespace DslManifolds.Geometry.Fused;

/// <summary>
/// <see cref="NewtonRetraction"/> by kernels: solves F(y) = 0 for y = x + d − J(x)ᵀ λ, in each lane for itself.
/// </summary>
/// <remarks>
/// Lanes that have ended move no more and wait for the others: a lane's result does not depend on its neighbours. Up to <see
/// cref="NewtonOutputs"/> outputs a step is Newton's, λ ← λ + [J(y) J(x)ᵀ]⁻¹ F(y), by elimination in each lane. With more, J(y)
/// costs many times F(y), and the chord method takes [J(x) J(x)ᵀ]⁻¹ F(y) instead, whose inverse is there already, until a lane's
/// residual falls too slowly: that lane goes on by Newton's method. J(y) then is computed once, at the end. Both end at the same
/// point within the tolerance.
/// </remarks>
internal readonly partial struct FusedNewton<T, TManifold> : IFusedRetraction<T, FusedNewton<T, TManifold>>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TManifold : struct, IManifoldKernel<T>
{
    /// <summary>Most outputs for which every step is Newton's.</summary>
    public const int NewtonOutputs = 8;

    private readonly TManifold kernel;
    private readonly FusedNewtonSettings<T> settings;

    /// <summary>A retraction onto the kernel's manifold.</summary>
    public FusedNewton(TManifold kernel, FusedNewtonSettings<T> settings) =>
        (this.kernel, this.settings) = (kernel, settings);

    /// <inheritdoc/>
    public static int AmbientDimension => Ambient;

    /// <inheritdoc/>
    public static int FrameSize => FusedNewtonFrame<T, TManifold>.Size;

    /// <inheritdoc/>
    public static int ArrivalSize => Ambient + Outputs * Ambient;

    /// <inheritdoc/>
    public static int ScratchSize => Math.Max(WorkOffset + TManifold.ScratchSize, GramInverse.ScratchSize(Outputs));

    private static int Ambient => TManifold.AmbientDimension;

    private static int Outputs => TManifold.CodomainDimension;

    private static int WorkOffset => Outputs == 1 ? 8 : 5 * Outputs + Outputs * Outputs;

    /// <inheritdoc/>
    public FusedNewton<T, TManifold> ForThread() => this;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> At(Lanes<T> frame, Lanes<T> scratch)
    {
        var (jacobian, work) = (frame.From(Ambient), scratch.From(WorkOffset));
        if (Outputs <= NewtonOutputs)
        {
            kernel.ValueAndJacobian(frame, scratch, jacobian, work);
        }
        else
        {
            kernel.Value(frame, scratch, work);
            kernel.Jacobian(frame, jacobian, work);
        }

        var size = LaneProducts.Largest(scratch, Outputs);
        Prepare(frame, scratch);
        return size;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prepare(Lanes<T> frame, Lanes<T> scratch) => new FusedNewtonFrame<T, TManifold>(frame).Prepare(scratch);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Project(Lanes<T> frame, Lanes<T> v, Lanes<T> p, Lanes<T> scratch) =>
        new FusedNewtonFrame<T, TManifold>(frame).Project(v, p, scratch);

    /// <inheritdoc/>
    /// <remarks>J(y) is there where a lane converged.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneSolve Retract(Lanes<T> frame, Lanes<T> origin, Lanes<T> arrival, Lanes<T> scratch) =>
        Outputs == 1
            ? RetractSingle(frame.From(Ambient), origin, arrival, arrival.From(Ambient), scratch)
            : RetractSeveral(new(frame), origin, arrival, arrival.From(Ambient), scratch);

    /// <summary>
    /// One output: λ is a number in each lane. From the second step on it is that of inverse cubic interpolation, as in
    /// <see cref="NewtonMultipliers"/>, so that fewer lanes keep the others waiting.
    /// </summary>
    /// <remarks>
    /// What an iteration hands to the next lies in scratch memory: as locals the vectors would be spilled around the kernel's
    /// call, to places that are not aligned.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private LaneSolve RetractSingle(Lanes<T> normal, Lanes<T> origin, Lanes<T> y, Lanes<T> jacobian, Lanes<T> scratch)
    {
        ref var trial = ref scratch[1];
        ref var residual = ref scratch[2];
        ref var kept = ref scratch[3];
        ref var step = ref scratch[4];
        ref var length = ref scratch[5];
        ref var keptValue = ref scratch[6];
        ref var keptNewton = ref scratch[7];
        var work = scratch.From(WorkOffset);
        var all = LaneMask.All<T>();
        var (converged, notFinite, active) = (0UL, 0UL, all);
        (trial, kept, keptNewton) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        (residual, keptValue) = (Vector512.Create(T.PositiveInfinity), Vector512.Create(T.PositiveInfinity));
        for (var i = 0; i < Ambient; i++)
            y[i] = origin[i];
        for (var iteration = 0; ; iteration++)
        {
            kernel.ValueAndJacobian(y, scratch, jacobian, work);
            var value = scratch[0];
            var size = Vector512.Abs(value);
            var large = Vector512.GreaterThan(size, Vector512.Create(settings.Tolerance));
            var better = LaneMask.Bits(Vector512.LessThan(size, residual)) & active;
            converged |= better & ~LaneMask.Bits(large);

            // Where F is small enough λ stays: such a lane is evaluated again at the same point, to the same bits.
            var slope = Vector512<T>.Zero;
            for (var i = 0; i < Ambient; i++)
                slope = VectorMath.MultiplyAdd(jacobian[i], normal[i], slope);
            var full = Vector512.ConditionalSelect(large, value / slope, Vector512<T>.Zero);
            var move = InverseInterpolation(full, keptNewton, value / keptValue, trial - kept);
            Vector512<T> next;
            if (better == active)
            {
                (kept, residual, step, length) = (trial, size, move, Vector512<T>.One);
                (keptValue, keptNewton) = (value, full);
                next = kept + move;
            }
            else
            {
                // Where nothing has been kept yet, F was not finite at the start, and that lane ends.
                if (iteration == 0)
                    (step, length) = (full, Vector512<T>.One);
                var mask = LaneMask.Vector<T>(better);
                kept = Vector512.ConditionalSelect(mask, trial, kept);
                residual = Vector512.ConditionalSelect(mask, size, residual);
                step = Vector512.ConditionalSelect(mask, move, step);
                keptValue = Vector512.ConditionalSelect(mask, value, keptValue);
                keptNewton = Vector512.ConditionalSelect(mask, full, keptNewton);
                length = Vector512.ConditionalSelect(
                    mask, Vector512<T>.One, length * Vector512.Create(T.CreateTruncating(0.5)));
                active &= ~Ended(active & ~better, size, residual, length, ref notFinite);
                next = VectorMath.MultiplyAdd(length, step, kept);
            }

            active &= ~converged;
            var magnitude = Vector512.Abs(full);
            var sound = LaneMask.Bits(
                Vector512.GreaterThan(magnitude, Vector512<T>.Zero)
                & Vector512.LessThan(magnitude, Vector512.Create(T.PositiveInfinity)));
            var bad = active & better & ~sound;
            if (bad != 0)
            {
                notFinite |= bad & ~LaneMask.Bits(Vector512.Equals(magnitude, magnitude));
                active &= ~bad;
            }

            if (active == 0 || iteration >= settings.IterationLimit)
                return new LaneSolve(converged, notFinite);
            trial = next;
            for (var i = 0; i < Ambient; i++)
                y[i] = VectorMath.MultiplyAdd(-normal[i], next, origin[i]);
        }
    }

    /// <summary>The step of <see cref="NewtonMultipliers.InverseInterpolation"/> in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InverseInterpolation(
        Vector512<T> newton, Vector512<T> keptNewton, Vector512<T> ratio, Vector512<T> move)
    {
        var one = Vector512<T>.One;
        var u = one / (one - ratio);
        var correction = VectorMath.MultiplyAdd(-(one + u + u), move, keptNewton);
        var step = u * u * VectorMath.MultiplyAdd(ratio * ratio, correction, newton);
        var near = Vector512.LessThanOrEqual(
            Vector512.Abs(step - newton), Vector512.Abs(newton) * Vector512.Create(T.CreateTruncating(NewtonMultipliers.LargestChange)));
        return Vector512.ConditionalSelect(near, step, newton);
    }

    /// <summary>Of the lanes whose trial was not kept, those that end: F was not finite at the start, or no step helps.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private ulong Ended(
        ulong failed, Vector512<T> size, Vector512<T> residual, Vector512<T> length, ref ulong notFinite)
    {
        var first = failed & LaneMask.Bits(Vector512.Equals(residual, Vector512.Create(T.PositiveInfinity)));
        var spent = failed & ~first & LaneMask.Bits(Vector512.LessThan(length, Vector512.Create(settings.ShortestStep)));
        notFinite |= first | (spent & ~LaneMask.Bits(LaneMask.Finite(size)));
        return first | spent;
    }
}
