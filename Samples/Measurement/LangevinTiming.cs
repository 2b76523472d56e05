using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Measurement;

/// <summary>Time, evaluations and allocation of constrained Langevin steps.</summary>
internal static class LangevinTiming
{
    /// <summary>Samples in a vector of float: Newton's method goes on until all of them have converged.</summary>
    public const int Lanes = 16;

    private const int BurnIn = 20;

    /// <summary>
    /// Median nanoseconds of one step of one chain, noise included; the start of the chains is spread over the steps.
    /// </summary>
    public static double NanosecondsPerSample(ConstrainedLangevin sampler, Tensor start, int steps, Timing timing)
    {
        var key = new RandomKey(1);
        var seconds = timing.Median(() =>
        {
            using var run = sampler.Run(start, steps, key);
            key = key.After((ulong)steps);
        });
        return seconds / steps / start.shape[0] * 1e9;
    }

    /// <summary>Evaluations of F and J in a step, the mean over vectors of chains; the last is at the point that is kept.</summary>
    public static double EvaluationsPerVector(
        IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options, Tensor start)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var run = new ConstrainedLangevin(manifold, energy, options).Run(start, BurnIn, new RandomKey(4));
        var limit = options.GradientClamp ?? double.PositiveInfinity;
        var drift = energy.EnergyGradient(run.Points).clamp(-limit, limit).mul(-options.EffectiveStepSize / 2);
        using var generator = new Generator(seed: 0);
        var noise = randn(start.shape, generator: generator).mul(options.NoiseScale);
        using var frame = new NewtonRetraction().At(manifold, run.Points);
        using var solve = frame.Retract(frame.Project(noise.add(drift)));
        return solve.Iterations.Chunk(Lanes).Average(vector => vector.Max()) + 1;
    }

    /// <summary>Managed bytes that one more step allocates on this thread.</summary>
    public static double BytesPerStep(ConstrainedLangevin sampler, Tensor start, int steps)
    {
        Allocated(sampler, start, 2 * steps);
        return (Allocated(sampler, start, 2 * steps) - Allocated(sampler, start, steps)) / (double)steps;
    }

    private static long Allocated(ConstrainedLangevin sampler, Tensor start, int steps)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var run = sampler.Run(start, steps, new RandomKey(2));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
