using BenchmarkDotNet.Attributes;
using DslManifolds.Samplers;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Crossover;

/// <summary>
/// Ten constrained Langevin steps by kernels and by libtorch, one thread, for layers of more and more units: where libtorch becomes the
/// faster one, <see cref="Backend.Auto"/> has to take it.
/// </summary>
public class BackendCrossoverBenchmarks
{
    private const int Steps = 10;

    private RandomModel model = null!;

    /// <summary>Units of each hidden layer: three of the manifold, two of the energy.</summary>
    [Params(8, 32, 128, 256, 512, 1024)]
    public int Width { get; set; }

    /// <summary>Ambient dimension: a curve in the plane, or 16 equations in ℝ³².</summary>
    [Params(2, 32)]
    public int Ambient { get; set; }

    /// <summary>Number of chains.</summary>
    [Params(100, 1000)]
    public int Chains { get; set; }

    [GlobalSetup(Target = nameof(Fused))]
    public void SetupFused() => Setup(Backend.Fused);

    [GlobalSetup(Target = nameof(Torch))]
    public void SetupTorch() => Setup(Backend.Torch);

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void Fused() => model.Run(Steps);

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Torch() => model.Run(Steps);

    [GlobalCleanup]
    public void Cleanup() => model.Dispose();

    private void Setup(Backend backend)
    {
        CircleFixture.UseOneThread();
        var (manifold, energy) = Modules();
        model = new RandomModel(manifold, energy, Chains, new ConstrainedLangevinOptions
        {
            NoiseScale = 0.03,
            GradientClamp = 0.1,
            CheckReversibility = false,
            Backend = backend,
            Threads = 1,
        });
    }

    private (nn.Module Manifold, nn.Module Energy) Modules() => (Ambient, Width) switch
    {
        (2, 8) => (new Curve8(0), new CurveEnergy8(0)),
        (2, 32) => (new Curve32(0), new CurveEnergy32(0)),
        (2, 128) => (new Curve128(0), new CurveEnergy128(0)),
        (2, 256) => (new Curve256(0), new CurveEnergy256(0)),
        (2, 512) => (new Curve512(0), new CurveEnergy512(0)),
        (2, 1024) => (new Curve1024(0), new CurveEnergy1024(0)),
        (_, 8) => (new Equations8(0), new EquationsEnergy8(0)),
        (_, 32) => (new Equations32(0), new EquationsEnergy32(0)),
        (_, 128) => (new Equations128(0), new EquationsEnergy128(0)),
        (_, 256) => (new Equations256(0), new EquationsEnergy256(0)),
        (_, 512) => (new Equations512(0), new EquationsEnergy512(0)),
        _ => (new Equations1024(0), new EquationsEnergy1024(0)),
    };
}
