using System.Text.Json;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Measurement;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The command <c>bench</c>, and what it measures with. No test looks at how long anything takes.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-bench-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheFiguresOfEveryBackendAreFiniteAndPositive()
    {
        var file = Path.Combine(folder, "bench.json");
        var threads = get_num_threads();
        Assert.Equal(ExitCode.Success, Invoke("bench", "--seconds", "0.02", "--json", file));
        Assert.Equal("", error.ToString());
        Assert.Equal(threads, get_num_threads());
        using var figures = JsonDocument.Parse(File.ReadAllText(file));
        var keys = figures.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetDouble());
        string[] training = [.. Backends.Training.Select(Backends.Name)];
        string[] expected =
        [
            "langevin.fused.ns_per_sample", "langevin.torch.ns_per_sample", "langevin.autograd.ns_per_sample",
            .. training.Select(backend => $"mdf_step.{backend}.us"), .. training.Select(backend => $"ebm_step.{backend}.us"),
            "peak_gflops", "fused_gflops",
        ];
        Assert.Equal(expected.Order(), keys.Keys.Order());
        Assert.All(keys.Values, value => Assert.True(double.IsFinite(value) && value > 0));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder));
        var text = output.ToString();
        Assert.True(text.All(char.IsAscii));
        Assert.Contains("fused", text);
        Assert.Contains(file, text);
    }

    [Theory]
    [InlineData("missing/bench.json", "cannot be written")]
    [InlineData("", "this is a folder")]
    public void AFileThatCannotBeWrittenIsBadInputBeforeAnythingIsMeasured(string name, string expected)
    {
        Assert.Equal(ExitCode.BadInput, Invoke("bench", "--json", Path.Combine(folder, name)));
        Assert.StartsWith("error: ", error.ToString());
        Assert.Contains(expected, error.ToString());
        Assert.Equal("", output.ToString());
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void ABenchThatIsCancelledLeavesNoFile()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var command = new CommandLine(output, error);
        var code = command.Invoke(["bench", "--json", Path.Combine(folder, "bench.json")], cancellation.Token);
        Assert.Equal(ExitCode.Cancelled, code);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void AutogradGivesWhatGeneratedCodeGives()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var x = randn([7, 10], float64, generator: generator);
        var v = randn([7, 10], float64, generator: generator);
        var w = randn([7, 3], float64, generator: generator);
        var declared = new BenchManifold(1);
        declared.to(float64);
        var manifold = new AutogradManifold(SequentialNetwork.Of(declared).to(float64), 10, 3);
        Same(declared.Value(x), manifold.Value(x));
        Same(declared.Jacobian(x), manifold.Jacobian(x));
        Same(declared.Jvp(x, v), manifold.Jvp(x, v));
        Same(declared.Vjp(x, w), manifold.Vjp(x, w));
        Same(declared.Gram(x, w), manifold.Gram(x, w));

        var energy = new BenchEnergy(1);
        energy.to(float64);
        var other = new AutogradEnergy(SequentialNetwork.Of(energy).to(float64), 10);
        Same(energy.Energy(x), other.Energy(x));
        Same(energy.EnergyGradient(x), other.EnergyGradient(x));
    }

    [Fact]
    public void MultiplyAddsOfNetsAreCountedOneByOne()
    {
        int[] energy = [3, 5, 4, 1], manifold = [3, 5, 4, 2];
        var (forward, backward, activations) = (0, 0, 0);
        for (var i = 0; i < 2; i++)
        {
            for (var row = 0; row < energy[i + 1]; row++)
            {
                activations++;
                for (var column = 0; column < energy[i]; column++)
                    (forward, backward) = (forward + 1, backward + 1);
            }
        }

        // ∇E: layers forward and back, each activation with its derivative and one product. J: two rows go back.
        Assert.Equal(forward + backward + activations * (OperationCount.Silu + 1), OperationCount.Gradient(energy));
        Assert.Equal(
            forward + 4 * 2 + 2 * backward + activations * (OperationCount.Silu + 2), OperationCount.ValueAndJacobian(manifold));
    }

    [Fact]
    public void AFurtherEvaluationCostsOneOfTheNetAndItsStep()
    {
        var value = OperationCount.ValueAndJacobian(2, 8, 8, 8, 1);
        Assert.Equal(value + 2 * 2 + 2, OperationCount.CircleStep(4) - OperationCount.CircleStep(3), 1e-9);
    }

    [Fact]
    public void TheMedianIsTheMiddle()
    {
        Assert.Equal(2, Timing.MedianOf([9, 1, 2]));
        Assert.Equal(3, Timing.MedianOf([4, 1, 2, 9]));
    }

    private int Invoke(params string[] arguments) => new CommandLine(output, error).Invoke(arguments);

    private static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True((expected - actual).abs().max().ToDouble() < 1e-12);
    }
}

[Manifold(Ambient = 10, Dimension = 7)]
[Mlp(6, 5)]
internal sealed partial class BenchManifold;

[Energy(Ambient = 10)]
[Mlp(6, 5)]
internal sealed partial class BenchEnergy;
