using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>
/// The step of <see cref="ConstrainedLangevin"/> for a block of lanes, as many times as asked for before another block has its
/// turn, so that what a step needs stays in the nearest cache.
/// </summary>
/// <remarks>
/// The algorithm is that of the other backend, in the same order. What has been computed at the point that is kept serves the
/// next step: by Newton's method a step costs one ∇E, and as many F and J as it takes points; the step back as many again. Outcomes are
/// sets of lanes, as bits; the usual case, in which every lane goes on, passes by what rejections need.
/// </remarks>
internal readonly partial struct FusedLangevinStep<T, TRetraction, TEnergy>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRetraction : struct, IFusedRetraction<T, TRetraction>
    where TEnergy : struct, IEnergyKernel<T>
{
    private readonly TEnergy energy;
    private readonly TRetraction retraction;
    private readonly FusedSettings<T> settings;

    /// <summary>A step by a retraction that no other thread uses, and an energy's kernel.</summary>
    public FusedLangevinStep(TRetraction retraction, TEnergy energy, FusedSettings<T> settings) =>
        (this.retraction, this.energy, this.settings) = (retraction, energy, settings);

    private static int Ambient => TRetraction.AmbientDimension;

    /// <summary>Computes what chains need at the points where they start.</summary>
    /// <param name="place">Holds the points.</param>
    /// <param name="scratch">Scratch memory of a block.</param>
    /// <param name="residual">max |F|.</param>
    /// <returns>The lanes that are finite and on the manifold, as bits.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public ulong Start(FusedPlace<T, TRetraction> place, Lanes<T> scratch, out Vector512<T> residual)
    {
        residual = retraction.At(place.Frame, scratch);
        var good = Vector512.LessThanOrEqual(residual, Vector512.Create(settings.StartTolerance));
        for (var i = 0; i < Ambient; i++)
            good &= LaneMask.Finite(place.Points[i]);
        if (settings.Metropolis)
            EnergyAndForce(place, scratch);
        return LaneMask.Bits(good);
    }

    /// <summary>Runs steps.</summary>
    /// <param name="here">Where the chains are.</param>
    /// <param name="there">Another place; both take turns.</param>
    /// <param name="block">Working memory; may hold both places.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="noise">Names the first step's noise and lane 0's chain.</param>
    /// <param name="acceptance">Names the first step's uniforms.</param>
    /// <param name="tally">Counts outcomes.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>Where the chains are now: one of both places.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public FusedPlace<T, TRetraction> Run(
        FusedPlace<T, TRetraction> here,
        FusedPlace<T, TRetraction> there,
        FusedBlock<T, TRetraction, TEnergy> block,
        int steps,
        RandomKey noise,
        RandomKey acceptance,
        OutcomeTally tally,
        CancellationToken cancellationToken)
    {
        var scratch = block.Scratch;
        var all = LaneMask.All<T>();
        for (var step = 0; step < steps; step++)
        {
            if (cancellationToken.IsCancellationRequested)
                break;
            Propose(here, block, noise.After((ulong)step));
            var live = Screen(here, block, ref tally);
            var solve = retraction.Retract(here.Frame, block.Origin, there.Frame, scratch);
            live = Judge(here.Points, there.Points, live, solve, ref tally);
            if (settings.CheckReversibility)
            {
                if (live != all)
                    Keep(here, there, live, prepared: false);
                retraction.Prepare(there.Frame, scratch);
                var before = live;
                live = StepBack(here, there, block, live, ref tally);
                if (settings.Metropolis)
                    live = Correct(here, there, block, live, acceptance.After((ulong)step), ref tally);
                if (live != before)
                    Keep(here, there, live, prepared: true);
            }
            else
            {
                if (live != all)
                    Keep(here, there, live, prepared: false);
                retraction.Prepare(there.Frame, scratch);
            }

            tally.Accept(live);
            (here, there) = (there, here);
        }

        return here;
    }

    /// <summary>The tangent move: P(ε r₀ − (s/2) ∇E), or P(ε r₀) with the Metropolis correction; and x + d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Propose(FusedPlace<T, TRetraction> here, FusedBlock<T, TRetraction, TEnergy> block, RandomKey key)
    {
        var moved = block.Moved;
        var scale = Vector512.Create(settings.NoiseScale);
        var half = Vector512.Create(-settings.HalfStep);
        VectorRandom.Normals(key, moved, Ambient);
        if (!settings.Metropolis && settings.HalfStep > T.Zero)
        {
            var gradient = block.Origin;
            energy.EnergyGradient(here.Points, gradient, block.Scratch);
            var limit = Vector512.Create(settings.Clamp);
            for (var i = 0; i < Ambient; i++)
            {
                var clamped = Vector512.Min(Vector512.Max(gradient[i], -limit), limit);
                moved[i] = VectorMath.MultiplyAdd(half, clamped, moved[i] * scale);
            }
        }
        else
        {
            for (var i = 0; i < Ambient; i++)
                moved[i] *= scale;
        }

        retraction.Project(here.Frame, moved, moved, block.Scratch);
    }

    /// <summary>
    /// Rejects displacements that are not finite or longer than the limit on moves; they become zero. Sets where the others lead
    /// to.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Screen(FusedPlace<T, TRetraction> here, FusedBlock<T, TRetraction, TEnergy> block, ref OutcomeTally tally)
    {
        var (points, origin) = (here.Points, block.Origin);
        var half = Vector512.Create(-settings.HalfStep);
        var square = Vector512<T>.Zero;
        for (var i = 0; i < Ambient; i++)
        {
            var displacement = settings.Metropolis
                ? VectorMath.MultiplyAdd(half, here.Force[i], block.Moved[i])
                : block.Moved[i];
            square = VectorMath.MultiplyAdd(displacement, displacement, square);
            origin[i] = displacement;
        }

        var live = LaneMask.Bits(Vector512.LessThanOrEqual(square, Vector512.Create(settings.SquaredMove)));
        if (live != LaneMask.All<T>())
            RejectFar(origin, square, live, ref tally);
        for (var i = 0; i < Ambient; i++)
            origin[i] += points[i];
        return live;
    }

    /// <summary>Rejects proposals from which the step back does not end where the chain came from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong StepBack(
        FusedPlace<T, TRetraction> here,
        FusedPlace<T, TRetraction> there,
        FusedBlock<T, TRetraction, TEnergy> block,
        ulong live,
        ref OutcomeTally tally)
    {
        var (back, origin, y) = (block.Back, block.BackOrigin, there.Points);
        for (var i = 0; i < Ambient; i++)
            back[i] = here.Points[i] - y[i];
        retraction.Project(there.Frame, back, back, block.Scratch);
        for (var i = 0; i < Ambient; i++)
            origin[i] = y[i] + back[i];
        var solve = retraction.Retract(there.Frame, origin, block.Returned, block.Scratch);
        var near = LaneMask.Bits(Vector512.LessThanOrEqual(
            SquaredDistance(here.Points, block.Returned), Vector512.Create(settings.SquaredReturn)));
        var kept = live & solve.Converged & near;
        if (kept != live)
            tally.Reject(StepOutcome.NotReversible, live & ~kept);
        return kept;
    }

    /// <summary>The Metropolis correction: accepts with probability min(1, exp(H − H′)).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private ulong Correct(
        FusedPlace<T, TRetraction> here,
        FusedPlace<T, TRetraction> there,
        FusedBlock<T, TRetraction, TEnergy> block,
        ulong live,
        RandomKey key,
        ref OutcomeTally tally)
    {
        EnergyAndForce(there, block.Scratch);
        var half = Vector512.Create(settings.HalfStep);
        var (square, nextSquare) = (Vector512<T>.Zero, Vector512<T>.Zero);
        for (var i = 0; i < Ambient; i++)
        {
            var momentum = block.Moved[i];
            var next = VectorMath.MultiplyAdd(half, there.Force[i], block.Back[i]);
            square = VectorMath.MultiplyAdd(momentum, momentum, square);
            nextSquare = VectorMath.MultiplyAdd(next, next, nextSquare);
        }

        var weight = Vector512.Create(T.CreateTruncating(0.5) / (settings.NoiseScale * settings.NoiseScale));
        var logRatio = VectorMath.MultiplyAdd(weight, square - nextSquare, here.Energy[0] - there.Energy[0]);
        var number = LaneMask.Bits(Vector512.Equals(logRatio, logRatio));
        VectorRandom.Uniforms(key, block.BackOrigin, 1);
        var kept = live & LaneMask.Bits(Vector512.LessThan(VectorMath.Logarithm(block.BackOrigin[0]), logRatio));
        if (kept != live)
        {
            tally.Reject(StepOutcome.NotFinite, live & ~number);
            tally.Reject(StepOutcome.MetropolisRejected, live & number & ~kept);
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void EnergyAndForce(FusedPlace<T, TRetraction> place, Lanes<T> scratch)
    {
        var force = place.Force;
        energy.EnergyAndGradient(place.Points, place.Energy, force, scratch);
        var limit = Vector512.Create(settings.Clamp);
        for (var i = 0; i < Ambient; i++)
            force[i] = Vector512.Min(Vector512.Max(force[i], -limit), limit);
        retraction.Project(place.Frame, force, force, scratch);
    }

    /// <summary>Puts back where they were the lanes that do not live.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Keep(FusedPlace<T, TRetraction> here, FusedPlace<T, TRetraction> there, ulong live, bool prepared)
    {
        var mask = LaneMask.Vector<T>(live);
        var count = !prepared ? TRetraction.ArrivalSize
            : settings.Metropolis ? FusedPlace<T, TRetraction>.Size
            : TRetraction.FrameSize;
        var (old, next) = (here.Memory, there.Memory);
        for (var i = 0; i < count; i++)
            next[i] = Vector512.ConditionalSelect(mask, next[i], old[i]);
    }
}
