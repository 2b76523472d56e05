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

    /// <summary>
    /// A curve in the plane, or 16 equations in ℝ³², and units of each hidden layer, of which the manifold has three and the energy two.
    /// Layers of less than 16 units could not have 16 independent outputs.
    /// </summary>
    [Params("n=2 width=8", "n=2 width=32", "n=2 width=128", "n=2 width=512", "n=2 width=1024",
        "n=32 width=32", "n=32 width=128", "n=32 width=512", "n=32 width=1024")]
    public string Net { get; set; } = "";

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

    private (nn.Module Manifold, nn.Module Energy) Modules() => Net switch
    {
        "n=2 width=8" => (new Curve8(0), new CurveEnergy8(0)),
        "n=2 width=32" => (new Curve32(0), new CurveEnergy32(0)),
        "n=2 width=128" => (new Curve128(0), new CurveEnergy128(0)),
        "n=2 width=512" => (new Curve512(0), new CurveEnergy512(0)),
        "n=2 width=1024" => (new Curve1024(0), new CurveEnergy1024(0)),
        "n=32 width=32" => (new Equations32(0), new EquationsEnergy32(0)),
        "n=32 width=128" => (new Equations128(0), new EquationsEnergy128(0)),
        "n=32 width=512" => (new Equations512(0), new EquationsEnergy512(0)),
        _ => (new Equations1024(0), new EquationsEnergy1024(0)),
    };
}
