using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

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
internal readonly partial struct FusedRetraction<T, TManifold>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TManifold : struct, IManifoldKernel<T>
{
    /// <summary>Most outputs for which every step is Newton's.</summary>
    public const int NewtonOutputs = 8;

    private readonly TManifold kernel;
    private readonly FusedRetractionSettings<T> settings;

    /// <summary>A retraction onto the kernel's manifold.</summary>
    public FusedRetraction(TManifold kernel, FusedRetractionSettings<T> settings) =>
        (this.kernel, this.settings) = (kernel, settings);

    /// <summary>Vectors of scratch memory.</summary>
    public static int ScratchSize =>
        Math.Max(WorkOffset + TManifold.ScratchSize, Solvers.Fused.GramInverse.ScratchSize(Outputs));

    private static int Ambient => TManifold.AmbientDimension;

    private static int Outputs => TManifold.CodomainDimension;

    private static int WorkOffset => Outputs == 1 ? 6 : 5 * Outputs + Outputs * Outputs;

    /// <summary>Computes what a frame knows at its points.</summary>
    /// <returns>max |F|, NaN where F has a NaN.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public Vector512<T> At(FusedFrame<T, TManifold> frame, Lanes<T> scratch)
    {
        if (Outputs == 0)
            return Vector512<T>.Zero;
        var work = scratch.From(WorkOffset);
        if (Outputs <= NewtonOutputs)
        {
            kernel.ValueAndJacobian(frame.Points, scratch, frame.Jacobian, work);
        }
        else
        {
            kernel.Value(frame.Points, scratch, work);
            kernel.Jacobian(frame.Points, frame.Jacobian, work);
        }

        var size = Largest(scratch);
        frame.Prepare(scratch);
        return size;
    }

    /// <summary>Solves for y.</summary>
    /// <param name="frame">At x.</param>
    /// <param name="origin">x + d.</param>
    /// <param name="y">y; where a lane did not converge, the last point tried.</param>
    /// <param name="jacobian">J(y) where a lane converged.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneSolve Retract(
        FusedFrame<T, TManifold> frame, Lanes<T> origin, Lanes<T> y, Lanes<T> jacobian, Lanes<T> scratch) =>
        Outputs == 0 ? Move(origin, y)
            : Outputs == 1 ? RetractSingle(frame.Jacobian, origin, y, jacobian, scratch)
            : RetractSeveral(frame, origin, y, jacobian, scratch);

    /// <summary>No output: x + d is there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneSolve Move(Lanes<T> origin, Lanes<T> y)
    {
        for (var i = 0; i < Ambient; i++)
            y[i] = origin[i];
        return new LaneSolve(LaneMask.All<T>(), 0);
    }

    /// <summary>One output: λ is a number in each lane.</summary>
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
        var work = scratch.From(WorkOffset);
        var all = LaneMask.All<T>();
        var (converged, notFinite, active) = (0UL, 0UL, all);
        trial = Vector512<T>.Zero;
        residual = Vector512.Create(T.PositiveInfinity);
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
            Vector512<T> next;
            if (better == active)
            {
                (kept, residual, step, length) = (trial, size, full, Vector512<T>.One);
                next = kept + full;
            }
            else
            {
                // Where nothing has been kept yet, F was not finite at the start, and that lane ends.
                if (iteration == 0)
                    (kept, step, length) = (trial, full, Vector512<T>.One);
                var mask = LaneMask.Vector<T>(better);
                kept = Vector512.ConditionalSelect(mask, trial, kept);
                residual = Vector512.ConditionalSelect(mask, size, residual);
                step = Vector512.ConditionalSelect(mask, full, step);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Largest(Lanes<T> values)
    {
        var largest = Vector512.Abs(values[0]);
        for (var i = 1; i < Outputs; i++)
            largest = Vector512.Max(largest, Vector512.Abs(values[i]));
        return largest;
    }
}
