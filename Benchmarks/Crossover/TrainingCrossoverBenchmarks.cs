using BenchmarkDotNet.Attributes;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Crossover;

/// <summary>
/// An epoch of ten training steps of a manifold (Eq. 3), 100 points each, by kernels and by libtorch, one thread, for the nets of <see
/// cref="BackendCrossoverBenchmarks"/>.
/// </summary>
public class TrainingCrossoverBenchmarks
{
    private const int Steps = 10;
    private const int BatchSize = 100;

    private nn.Module manifold = null!;
    private Tensor data = null!;
    private Action epoch = null!;

    /// <inheritdoc cref="BackendCrossoverBenchmarks.Net"/>
    [Params("n=2 width=32", "n=2 width=128", "n=2 width=512", "n=2 width=1024", "n=32 width=32", "n=32 width=128", "n=32 width=512")]
    public string Net { get; set; } = "";

    [GlobalSetup(Target = nameof(Fused))]
    public void SetupFused() => Setup(Backend.Fused);

    [GlobalSetup(Target = nameof(Torch))]
    public void SetupTorch() => Setup(Backend.Torch);

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void Fused() => epoch();

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Torch() => epoch();

    [GlobalCleanup]
    public void Cleanup()
    {
        manifold.Dispose();
        data.Dispose();
    }

    private void Setup(Backend backend)
    {
        CircleFixture.UseOneThread();
        epoch = Net switch
        {
            "n=2 width=32" => Epoch(new Curve32(0), backend),
            "n=2 width=128" => Epoch(new Curve128(0), backend),
            "n=2 width=512" => Epoch(new Curve512(0), backend),
            "n=2 width=1024" => Epoch(new Curve1024(0), backend),
            "n=32 width=32" => Epoch(new Equations32(0), backend),
            "n=32 width=128" => Epoch(new Equations128(0), backend),
            _ => Epoch(new Equations512(0), backend),
        };
    }

    private Action Epoch<TManifold>(TManifold model, Backend backend)
        where TManifold : nn.Module, IManifold
    {
        manifold = model;
        using var generator = new TorchSharp.torch.Generator(1);
        data = randn([Steps * BatchSize, model.AmbientDimension], generator: generator);

        // The learning rate is small so that the net stays as it is, whatever the number of calls.
        var trainer = new ManifoldTrainer(
            new ManifoldTrainerOptions { Epochs = 1, BatchSize = BatchSize, LearningRate = 1e-5, Backend = backend });
        return () => trainer.Train(model, data);
    }
}
