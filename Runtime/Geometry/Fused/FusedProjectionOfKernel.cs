using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using DslManifolds.Solvers.Fused;
using static TorchSharp.torch;

namespace DslManifolds.Geometry.Fused;

/// <summary>
/// <see cref="LevenbergMarquardt"/> for a point in each lane. A lane's damping and end are those of
/// <see cref="LevenbergMarquardtSample"/>, so both backends decide alike.
/// </summary>
/// <remarks>
/// A lane that is done keeps its point: it is evaluated on, and what comes out is dropped. (J Jᵀ + μ)⁻¹ is the pseudo-inverse where the
/// matrix is singular within rounding, as in <see cref="BatchedLinear"/>.
/// </remarks>
internal readonly struct FusedProjection<T, TKernel>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TKernel : struct, IManifoldKernel<T>
{
    private readonly TKernel kernel;
    private readonly LevenbergMarquardtOptions options;
    private readonly Lanes<T> points;
    private readonly Lanes<T> value;
    private readonly Lanes<T> jacobian;
    private readonly Lanes<T> trialPoints;
    private readonly Lanes<T> trialValue;
    private readonly Lanes<T> trialJacobian;
    private readonly Lanes<T> inverse;
    private readonly Lanes<T> multipliers;
    private readonly Lanes<T> scratch;

    /// <summary>A solver that works in the given memory, whose first n vectors hold the points.</summary>
    public FusedProjection(TKernel kernel, LevenbergMarquardtOptions options, Lanes<T> memory)
    {
        this.kernel = kernel;
        this.options = options;
        points = memory;
        value = points.From(Ambient);
        jacobian = value.From(Outputs);
        trialPoints = jacobian.From(Outputs * Ambient);
        trialValue = trialPoints.From(Ambient);
        trialJacobian = trialValue.From(Outputs);
        inverse = trialJacobian.From(Outputs * Ambient);
        multipliers = inverse.From(Outputs * Outputs);
        scratch = multipliers.From(Outputs);
    }

    /// <summary>Vectors of memory.</summary>
    public static int ScratchSize =>
        2 * (Ambient + Outputs + Outputs * Ambient)
        + Outputs * Outputs + Outputs
        + Math.Max(TKernel.ScratchSize, GramInverse.ScratchSize(Outputs));

    private static int Ambient => TKernel.AmbientDimension;

    private static int Outputs => TKernel.CodomainDimension;

    private static ScalarType Type => typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;

    /// <summary>Moves the points to where ‖F‖² is least.</summary>
    /// <param name="samples">Filled with the problems, one for each lane in use, at their ends.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Solve(Span<LevenbergMarquardtSample> samples)
    {
        kernel.ValueAndJacobian(points, value, jacobian, scratch);
        var active = Begin(samples);
        while (active != 0)
        {
            var mask = LaneMask.Vector<T>(active);
            Multipliers(Damping(samples, active), mask);
            active = TakeMultipliers(samples, active);
            for (var i = 0; i < Ambient; i++)
            {
                var moved = points[i];
                for (var output = 0; output < Outputs; output++)
                    moved = VectorMath.MultiplyAdd(-jacobian[output * Ambient + i], multipliers[output], moved);
                trialPoints[i] = moved;
            }

            kernel.ValueAndJacobian(trialPoints, trialValue, trialJacobian, scratch);
            Keep(LaneMask.Vector<T>(TakeValues(samples, ref active)));
        }
    }

    /// <summary>The problems at their starts.</summary>
    /// <returns>The lanes that go on.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong Begin(Span<LevenbergMarquardtSample> samples)
    {
        var tolerance = options.Tolerance ?? Arithmetic.ResidualTolerance(Type);
        Span<double> values = stackalloc double[Outputs];
        var active = 0UL;
        for (var output = 0; output < Outputs; output++)
        {
            var row = jacobian.From(output * Ambient);
            var square = LaneProducts.Dot(row, row, Ambient);
            multipliers[0] = output == 0 ? square : Vector512.Max(multipliers[0], square);
        }

        Span<double> largest = stackalloc double[1];
        for (var lane = 0; lane < samples.Length; lane++)
        {
            LaneColumn.Read(value, lane, values);
            LaneColumn.Read(multipliers, lane, largest);
            samples[lane] = new LevenbergMarquardtSample(values, largest[0], options, Arithmetic.Epsilon(Type), tolerance);
            if (samples[lane].IsActive)
                active |= 1UL << lane;
        }

        return active;
    }

    /// <summary>μ of the lanes that go on, 1 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> Damping(ReadOnlySpan<LevenbergMarquardtSample> samples, ulong active)
    {
        var damping = Vector512<T>.One;
        for (var rest = active; rest != 0; rest &= rest - 1)
        {
            var lane = BitOperations.TrailingZeroCount(rest);
            damping = damping.WithElement(lane, T.CreateTruncating(samples[lane].Damping));
        }

        return damping;
    }

    /// <summary>w = (J Jᵀ + μ)⁻¹ F; 0 in lanes that are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Multipliers(Vector512<T> damping, Vector512<T> mask)
    {
        if (Outputs == 1)
        {
            var reciprocal = Vector512<T>.One / (LaneProducts.Dot(jacobian, jacobian, Ambient) + damping);
            multipliers[0] = mask & LaneMask.Finite(reciprocal) & (reciprocal * value[0]);
            return;
        }

        // What has no bound in lanes that are done would be repaired lane by lane.
        for (var i = 0; i < Outputs * Ambient; i++)
            jacobian[i] &= mask;
        GramInverse.Compute(jacobian, damping, inverse, scratch, Outputs, Ambient);
        LaneProducts.Multiply(inverse, value, multipliers, Outputs, Outputs);
        for (var i = 0; i < Outputs; i++)
            multipliers[i] &= mask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong TakeMultipliers(ReadOnlySpan<LevenbergMarquardtSample> samples, ulong active)
    {
        Span<double> weights = stackalloc double[Outputs];
        Span<double> values = stackalloc double[Outputs];
        var on = active;
        for (var rest = active; rest != 0; rest &= rest - 1)
        {
            var lane = BitOperations.TrailingZeroCount(rest);
            LaneColumn.Read(multipliers, lane, weights);
            LaneColumn.Read(value, lane, values);
            samples[lane].TakeMultipliers(weights, values, options.IterationLimit);
            if (!samples[lane].IsActive)
                on &= ~(1UL << lane);
        }

        return on;
    }

    /// <returns>The lanes whose step is kept.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong TakeValues(ReadOnlySpan<LevenbergMarquardtSample> samples, ref ulong active)
    {
        Span<double> values = stackalloc double[Outputs];
        var kept = 0UL;
        for (var rest = active; rest != 0; rest &= rest - 1)
        {
            var lane = BitOperations.TrailingZeroCount(rest);
            LaneColumn.Read(trialValue, lane, values);
            if (samples[lane].TakeValues(values))
                kept |= 1UL << lane;
            if (!samples[lane].IsActive)
                active &= ~(1UL << lane);
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep(Vector512<T> kept)
    {
        for (var i = 0; i < Ambient; i++)
            points[i] = Vector512.ConditionalSelect(kept, trialPoints[i], points[i]);
        for (var i = 0; i < Outputs; i++)
            value[i] = Vector512.ConditionalSelect(kept, trialValue[i], value[i]);
        for (var i = 0; i < Outputs * Ambient; i++)
            jacobian[i] = Vector512.ConditionalSelect(kept, trialJacobian[i], jacobian[i]);
    }
}
