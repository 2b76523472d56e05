using BenchmarkDotNet.Attributes;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks;

/// <summary>
/// One constrained Langevin step (Algorithm 1) of all chains at the settings of Fig. 2, noise and checks included: by Newton with
/// an explicit Jacobian, with and without the check by stepping back, and in the paper's way, by CG and L-BFGS without one.
/// </summary>
public class LangevinStepBenchmarks
{
    private ConstrainedLangevin sampler = null!;
    private LangevinState state = null!;
    private ulong step;

    /// <summary>Number of chains.</summary>
    [Params(100, 1000)]
    public int Chains { get; set; }

    [GlobalSetup(Target = nameof(Newton))]
    public void SetupNewton() => Setup(new NewtonRetraction(), checkReversibility: false);

    [GlobalSetup(Target = nameof(NewtonWithCheck))]
    public void SetupNewtonWithCheck() => Setup(new NewtonRetraction(), checkReversibility: true);

    [GlobalSetup(Target = nameof(Lbfgs))]
    public void SetupLbfgs() => Setup(new LbfgsRetraction(), checkReversibility: false);

    [Benchmark(Baseline = true)]
    public void Newton() => Step();

    [Benchmark]
    public void NewtonWithCheck() => Step();

    [Benchmark]
    public void Lbfgs() => Step();

    [GlobalCleanup]
    public void Cleanup() => state.Dispose();

    private void Setup(IRetraction retraction, bool checkReversibility)
    {
        CircleFixture.UseOneThread();
        var manifold = CircleFixture.Manifold();
        sampler = new ConstrainedLangevin(manifold, new CircleEnergy(0), new ConstrainedLangevinOptions
        {
            NoiseScale = 0.3,
            StepSize = 1,
            GradientClamp = 0.1,
            Retraction = retraction,
            CheckReversibility = checkReversibility,
            Box = CircleFixture.Box,
        });
        using var noise = new NoiseProjection(manifold, CircleFixture.Box, new RandomKey(1), ScalarType.Float32, CPU);
        using var start = noise.Take(Chains);
        state = sampler.Start(start);
    }

    private void Step() => state = sampler.Step(new RandomKey(0) with { Step = step++ }, state).State;
}
