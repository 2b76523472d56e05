using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers.Fused;

namespace DslManifolds.Geometry.Fused;

internal readonly partial struct FusedNewton<T, TManifold>
{
    // A chord step that leaves more of the residual than this is slow: Newton's method needs fewer evaluations from there.
    private const double SlowShare = 0.25;

    /// <summary>Several outputs: λ is a vector in each lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private LaneSolve RetractSeveral(
        FusedNewtonFrame<T, TManifold> frame, Lanes<T> origin, Lanes<T> y, Lanes<T> jacobian, Lanes<T> scratch)
    {
        var (value, trial, kept) = (scratch, scratch.From(Outputs), scratch.From(2 * Outputs));
        var (step, full) = (scratch.From(3 * Outputs), scratch.From(4 * Outputs));
        var (matrix, work) = (scratch.From(5 * Outputs), scratch.From(WorkOffset));
        var all = LaneMask.All<T>();
        var tolerance = Vector512.Create(settings.Tolerance);
        var (converged, notFinite, active) = (0UL, 0UL, all);
        var exact = Outputs <= NewtonOutputs ? all : 0;
        var length = Vector512<T>.One;
        var residual = Vector512.Create(T.PositiveInfinity);
        for (var i = 0; i < Outputs; i++)
            (trial[i], kept[i], step[i]) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        for (var i = 0; i < Ambient; i++)
            y[i] = origin[i];
        for (var iteration = 0; ; iteration++)
        {
            Evaluate(y, value, jacobian, work, exact & active);
            var size = LaneProducts.Largest(value, Outputs);
            var better = LaneMask.Bits(Vector512.LessThan(size, residual)) & active;
            converged |= LaneMask.Bits(Vector512.LessThanOrEqual(size, tolerance)) & better;
            var mask = LaneMask.Vector<T>(better);
            var failed = active & ~better;
            var slow = exact == all
                ? 0
                : better & LaneMask.Bits(Vector512.GreaterThan(size, residual * Vector512.Create(T.CreateTruncating(SlowShare))));
            residual = Vector512.ConditionalSelect(mask, size, residual);
            for (var i = 0; i < Outputs; i++)
                kept[i] = Vector512.ConditionalSelect(mask, trial[i], kept[i]);
            length = Vector512.ConditionalSelect(mask, Vector512<T>.One, length);
            if (failed != 0)
            {
                var first = LaneMask.Bits(Vector512.Equals(residual, Vector512.Create(T.PositiveInfinity)));
                var halved = failed & (exact | first);
                length = Vector512.ConditionalSelect(
                    LaneMask.Vector<T>(halved), length * Vector512.Create(T.CreateTruncating(0.5)), length);
                active &= ~Ended(halved, size, residual, length, ref notFinite);
                Return(failed & ~halved, ref residual, step);
                slow |= failed & ~halved;
            }

            active &= ~converged;
            var wanted = active & better;
            if (wanted != 0)
            {
                var unusable = TakeSteps(frame, jacobian, value, step, full, matrix, wanted, exact, out var undefined);
                notFinite |= undefined;
                active &= ~unusable;
            }

            if (active == 0 || iteration >= settings.IterationLimit)
                break;
            exact |= slow;
            var moving = LaneMask.Vector<T>(active);
            for (var i = 0; i < Outputs; i++)
                trial[i] = Vector512.ConditionalSelect(moving, VectorMath.MultiplyAdd(length, step[i], kept[i]), trial[i]);
            LaneProducts.SubtractPullback(origin, frame.Jacobian, trial, y, Outputs, Ambient);
        }

        if (Outputs > NewtonOutputs && converged != 0)
            kernel.Jacobian(y, jacobian, work);
        return new LaneSolve(converged, notFinite);
    }

    /// <summary>F(y), and J(y) where some lane's next step is Newton's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Evaluate(Lanes<T> y, Lanes<T> value, Lanes<T> jacobian, Lanes<T> work, ulong exact)
    {
        if (Outputs <= NewtonOutputs)
        {
            kernel.ValueAndJacobian(y, value, jacobian, work);
            return;
        }

        // Apart, so that F is computed alike whether or not a neighbour wants J.
        kernel.Value(y, value, work);
        if (exact != 0)
            kernel.Jacobian(y, jacobian, work);
    }

    /// <summary>Sends lanes back to the multiplier kept, from where they go on by Newton's method.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Return(ulong lanes, ref Vector512<T> residual, Lanes<T> step)
    {
        if (lanes == 0)
            return;
        var mask = LaneMask.Vector<T>(lanes);
        for (var i = 0; i < Outputs; i++)
            step[i] = Vector512.ConditionalSelect(mask, Vector512<T>.Zero, step[i]);

        // What was kept must count as an improvement when it is evaluated again.
        var slack = Vector512.Create(T.One + T.CreateTruncating(8) * (T.BitIncrement(T.One) - T.One));
        residual = Vector512.ConditionalSelect(mask, residual * slack, residual);
    }

    /// <summary>Puts a full step in the lanes that want one.</summary>
    /// <returns>The lanes whose step is zero or not finite; those where it is NaN in <paramref name="undefined"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static ulong TakeSteps(
        FusedNewtonFrame<T, TManifold> frame,
        Lanes<T> jacobian,
        Lanes<T> value,
        Lanes<T> step,
        Lanes<T> full,
        Lanes<T> matrix,
        ulong wanted,
        ulong exact,
        out ulong undefined)
    {
        if ((wanted & exact) != 0)
        {
            for (var i = 0; i < Outputs; i++)
                full[i] = value[i];
            LaneProducts.Outer(jacobian, frame.Jacobian, matrix, Outputs, Ambient, symmetric: false);
            var suspect = LaneElimination.Solve(matrix, full, Outputs, 100 * GramInverse.Tolerance<T>(Outputs));
            suspect = (suspect | LaneMask.Bits(frame.Lost)) & wanted & exact;
            if (suspect != 0)
                SolveApart(frame, jacobian, value, full, matrix, suspect);
        }

        var newton = LaneMask.Vector<T>(wanted & exact);
        var chord = LaneMask.Vector<T>(wanted & ~exact);
        var size = Vector512<T>.Zero;
        for (var i = 0; i < Outputs; i++)
        {
            var next = Vector512.ConditionalSelect(newton, full[i], step[i]);
            if (Outputs > NewtonOutputs)
                next = Vector512.ConditionalSelect(chord, LaneProducts.Dot(frame.Inverse.From(i * Outputs), value, Outputs), next);
            step[i] = next;
            size = Vector512.Max(size, Vector512.Abs(next));
        }

        undefined = wanted & ~LaneMask.Bits(Vector512.Equals(size, size));
        var sound = LaneMask.Bits(
            Vector512.GreaterThan(size, Vector512<T>.Zero) & Vector512.LessThan(size, Vector512.Create(T.PositiveInfinity)));
        return wanted & ~sound;
    }

    /// <summary>
    /// Solves for lanes one by one, in double, by the pseudo-inverse. Where J(x) has lost rank, the least rounding of it makes up a normal
    /// of its own; λ stays in the range that is left.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SolveApart(
        FusedNewtonFrame<T, TManifold> frame, Lanes<T> jacobian, Lanes<T> value, Lanes<T> full, Lanes<T> scratch, ulong lanes)
    {
        var square = Outputs * Outputs;
        var memory = MemoryMarshal.Cast<T, double>(scratch.Elements(square));
        var left = memory[..square];
        var right = memory.Slice(square, square);
        var product = memory.Slice(2 * square, square);
        var spare = memory.Slice(3 * square, PseudoInverse.ScratchSize(Outputs));
        var values = memory.Slice(5 * square, Outputs);
        var steps = memory.Slice(5 * square + Outputs, Outputs);
        var lost = LaneMask.Bits(frame.Lost);
        for (; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            LaneProductsOfOne.Outer(jacobian, frame.Jacobian, lane, left, Outputs, Ambient);
            if ((lost >> lane & 1) != 0)
            {
                // The range is that of G G⁺.
                LaneProductsOfOne.Outer(frame.Jacobian, frame.Jacobian, lane, right, Outputs, Ambient);
                LaneColumn.Read(frame.Inverse, lane, product);
                LaneProductsOfOne.Multiply(right, product, spare, Outputs);
                LaneProductsOfOne.Multiply(left, spare, right, Outputs);
                right.CopyTo(left);
            }

            PseudoInverse.Compute(left, product, Outputs, GramInverse.Tolerance<T>(Outputs), spare);
            LaneColumn.Read(value, lane, values);
            for (var row = 0; row < Outputs; row++)
            {
                steps[row] = 0;
                for (var column = 0; column < Outputs; column++)
                    steps[row] += product[row * Outputs + column] * values[column];
            }

            LaneColumn.Write(steps, full, lane);
        }
    }
}
