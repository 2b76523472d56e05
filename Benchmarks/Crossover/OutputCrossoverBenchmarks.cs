using BenchmarkDotNet.Attributes;
using DslManifolds.Geometry;
using DslManifolds.Samplers;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Crossover;

/// <summary>
/// Ten constrained Langevin steps of 100 chains by kernels, one thread, with an explicit Jacobian and its Gram matrix's inverse, and without
/// either (conjugate gradients and L-BFGS), for more and more equations in twice as many dimensions.
/// </summary>
public class OutputCrossoverBenchmarks
{
    private const int Steps = 10;

    private RandomModel model = null!;

    /// <summary>Outputs k of F; n = 2 k.</summary>
    [Params(8, 16, 50, 100, 200)]
    public int Outputs { get; set; }

    [GlobalSetup(Target = nameof(Explicit))]
    public void SetupExplicit() => Setup(new NewtonRetraction());

    [GlobalSetup(Target = nameof(MatrixFree))]
    public void SetupMatrixFree() => Setup(new LbfgsRetraction());

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void Explicit() => model.Run(Steps);

    [Benchmark(OperationsPerInvoke = Steps)]
    public void MatrixFree() => model.Run(Steps);

    [GlobalCleanup]
    public void Cleanup() => model.Dispose();

    private void Setup(IRetraction retraction)
    {
        CircleFixture.UseOneThread();
        var (manifold, energy) = Modules();
        model = new RandomModel(manifold, energy, chains: 100, new ConstrainedLangevinOptions
        {
            NoiseScale = 0.03,
            GradientClamp = 0.1,
            CheckReversibility = false,
            Retraction = retraction,
            Backend = Backend.Fused,
            Threads = 1,
        });
    }

    private (nn.Module Manifold, nn.Module Energy) Modules() => Outputs switch
    {
        8 => (new Outputs8(0), new OutputsEnergy8(0)),
        16 => (new Outputs16(0), new OutputsEnergy16(0)),
        50 => (new Outputs50(0), new OutputsEnergy50(0)),
        100 => (new Outputs100(0), new OutputsEnergy100(0)),
        _ => (new Outputs200(0), new OutputsEnergy200(0)),
    };
}
