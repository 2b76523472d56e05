using System.Text.Json;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The command line as a user meets it: exit code, the lines on stderr, what is on the disk afterwards.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-cli-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly string good;

    public CommandLineTests()
    {
        good = Write("good.csv", "lat,long\n1,2\n3,4\n");
    }

    private string Out => Path.Combine(folder, "result", "fake");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("run fak --data {good}", "did you mean 'fake'?")]
    [InlineData("run something --data {good}", "choose one of fake")]
    [InlineData("rum fake", "did you mean 'run'?")]
    [InlineData("run fake", "give it with --data FILE")]
    [InlineData("run fake --data {missing}", "no such file")]
    [InlineData("run fake --data {malformed}", ":3: long is 'abc', which is not a number")]
    [InlineData("run fake --data {nan}", ":3: lat is 'NaN', which is not finite")]
    [InlineData("run fake --data {few}", "1 rows of data, at least 2 are needed")]
    [InlineData("run fake --data {columns}", ":2: 3 columns, expected 2")]
    [InlineData("run fake --data {latitude}", ":2: lat is 91, outside [-90, 90]")]
    [InlineData("run fake --data", "--data: its value is missing; write --data FILE.")]
    [InlineData("run fake --data {good} --seed -1", "--seed -1: give a whole number from 0 to 2147483647.")]
    [InlineData("run fake --data {good} --seed 1.5", "--seed 1.5: give a whole number")]
    [InlineData("run fake --data {good} --seed 1 --seed 2", "--seed: given more than once")]
    [InlineData("run fake --data {good} --threads 0", "--threads 0: give a whole number from 1 to 1024.")]
    [InlineData("run fake --data {good} --backend tosch", "did you mean 'torch'?")]
    [InlineData("run fake --data {good} --device gpu", "--device gpu: ")]
    [InlineData("run fake --data {good} --solver bfgs", "did you mean 'lbfgs'?")]
    [InlineData("run fake --data {good} --epochs-scale 0", "--epochs-scale 0: give a number above 0")]
    [InlineData("run fake --data {good} --epochs-scale NaN", "--epochs-scale NaN: give a number above 0")]
    [InlineData("run fake --data {good} --sed 1", "did you mean '--seed'?")]
    [InlineData("run fake --data {good} --seeds 0", "--seeds 0: give a whole number from 1 to 1000.")]
    [InlineData("run fake --data {good} --seeds", "--seeds: its value is missing; write --seeds N.")]
    [InlineData("run fake --data {good} --seed 2147483647 --seeds 2", "--seed 2147483647: with --seeds 2 it is too large")]
    [InlineData("run fake --data {good} --format latlong", "did you mean 'latlon'?")]
    [InlineData("run fake --data {good} --format points", "--format points: fake reads latlon; 'run points' reads every format.")]
    [InlineData("run fake --data {good} --unit grad", "--unit grad: choose one of radians, degrees.")]
    [InlineData("run fake --data {good} --columns lat", "--columns lat: 1 columns are named, but 2 are needed (lat,long)")]
    [InlineData("run fake --data {good} --columns lat,lon", ":1: no column 'lon' in the header lat,long")]
    [InlineData("run fake --data {good} --columns 1,,2", "--columns 1,,2: a column is empty")]
    [InlineData("run fake --columns 1,2", "give one with --data FILE")]
    [InlineData("run fake --data {good} --model pushforwards", "did you mean 'pushforward'?")]
    [InlineData("run fake --data {good} --model ambient", "--model ambient: fake has constrained; choose from these.")]
    [InlineData("run fake --data {good} --model all", "--model all: fake has constrained; choose from these.")]
    [InlineData("run fake --data {good} --preset best", "--preset best: choose one of paper, tuned.")]
    [InlineData("run fake --data {good} --preset tuned", "--preset tuned: fake has no such settings; leave it out.")]
    [InlineData("run fake more --data {good}", "leave it out")]
    public void BadInputEndsWithOneLineAndExitCode2AndNothingWritten(string command, string expected)
    {
        Write("malformed.csv", "lat,long\n1,2\n3,abc\n");
        Write("nan.csv", "lat,long\n1,2\nNaN,4\n");
        Write("few.csv", "lat,long\n1,2\n");
        Write("columns.csv", "lat,long\n1,2,3\n4,5,6\n");
        Write("latitude.csv", "lat,long\n91,0\n1,2\n");
        var experiment = new FakeExperiment();
        var words = command.Split(' ').Select(Expand).ToArray();
        Assert.Equal(ExitCode.BadInput, Invoke(experiment, [words[0], "--out", Out, .. words[1..]]));
        AssertOneLine(expected);
        Assert.False(experiment.HasRun);
        AssertNothingWritten();
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsBadInput()
    {
        foreach (var target in new[] { Path.Combine(good, "sub"), good, "/proc/dslmanifolds/out" })
        {
            var experiment = new FakeExperiment();
            Assert.Equal(ExitCode.BadInput, Invoke(experiment, "run", "fake", "--data", good, "--out", target));
            AssertOneLine("--out");
            Assert.Contains(target, error.ToString());
            Assert.False(experiment.HasRun);
        }
    }

    [Fact]
    public void ADeviceThatIsNotThereIsBadInput()
    {
        if (TorchSharp.torch.cuda_is_available())
            return;
        var experiment = new FakeExperiment();
        Assert.Equal(ExitCode.BadInput, Invoke(experiment, "run", "fake", "--data", good, "--device", "cuda", "--out", Out));
        AssertOneLine("use --device cpu");
        AssertNothingWritten();
    }

    [Fact]
    public void ANumberThatIsNotFiniteFailsTheRunByNameWithNothingWritten()
    {
        var experiment = new FakeExperiment(context => context.Metrics.Set("density.tv", double.NaN));
        Assert.Equal(ExitCode.Failure, Invoke(experiment, "run", "fake", "--data", good, "--out", Out));
        AssertOneLine("density.tv is NaN");
        AssertNothingWritten();
    }

    [Fact]
    public void ACancelledRunWritesNothingAndLeavesEarlierResultsAlone()
    {
        using var cancellation = new CancellationTokenSource();
        var experiment = new FakeExperiment(context =>
        {
            cancellation.Cancel();
            context.Cancellation.ThrowIfCancellationRequested();
        });
        Assert.Equal(ExitCode.Cancelled, Invoke(experiment, cancellation.Token, "run", "fake", "--data", good, "--out", Out));
        AssertOneLine("cancelled");
        AssertNothingWritten();

        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "half.csv"), "earlier");
        Assert.Equal(ExitCode.Cancelled, Invoke(experiment, cancellation.Token, "run", "fake", "--data", good, "--out", Out));
        Assert.Equal("earlier", File.ReadAllText(Path.Combine(Out, "half.csv")));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(Out)!));
    }

    [Fact]
    public void ARunPutsItsFilesInPlaceAndAgainOverEarlierOnes()
    {
        foreach (var seed in new[] { 3, 4 })
        {
            var experiment = new FakeExperiment();
            Assert.Equal(ExitCode.Success, Invoke(experiment, "run", "fake", "--data", good, "--out", Out, "--seed", $"{seed}"));
            Assert.Equal("", error.ToString());
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "metrics.json")));
            Assert.Equal("fake", metrics.RootElement.GetProperty("experiment").GetString());
            Assert.Equal(seed, metrics.RootElement.GetProperty("seed").GetInt32());
            Assert.Equal(["half.csv", "metrics.json", "report.html"], Directory.GetFiles(Out).Select(Path.GetFileName).Order());
            Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(Out)!));
            Assert.Contains(Path.Combine(Out, "metrics.json"), output.ToString());
        }
    }

    [Fact]
    public void SeveralSeedsGiveMeanAndSpreadAndAFolderForEachButTheFirst()
    {
        var experiment = new FakeExperiment(context =>
        {
            context.Part("ring").Metrics.Set("density.tv", context.Settings.Seed * context.Settings.Seed);
            context.Metrics.Set("kind", "exact");
            if (context.Settings.Seed != 5)
                context.Metrics.Set("rare", 1);
        });
        string[] arguments = ["run", "fake", "--data", good, "--out", Out, "--seed", "4", "--seeds", "3"];
        // Again over earlier results.
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(ExitCode.Success, Invoke(experiment, arguments));
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "metrics.json")));
            var metrics = json.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
            Assert.Equal(
                [
                    "experiment", "kind", "ring.density.tv.mean", "ring.density.tv.spread", "seed", "seed-4.rare",
                    "seed-4.ring.density.tv", "seed-5.ring.density.tv", "seed-6.rare", "seed-6.ring.density.tv", "seeds",
                ],
                metrics.Keys.Order(StringComparer.Ordinal));
            Assert.Equal((4, 3), (metrics["seed"].GetInt32(), metrics["seeds"].GetInt32()));
            Assert.Equal("exact", metrics["kind"].GetString());
            Assert.Equal([16, 25, 36], new[] { 4, 5, 6 }.Select(seed => metrics[$"seed-{seed}.ring.density.tv"].GetDouble()));
            Assert.Equal(77.0 / 3, metrics["ring.density.tv.mean"].GetDouble(), 12);
            Assert.Equal(Math.Sqrt((16 * 16 + 25 * 25 + 36 * 36 - 77 * 77 / 3.0) / 2), metrics["ring.density.tv.spread"].GetDouble(), 9);
            Assert.Equal(
                [
                    "half.csv", "metrics.json", "report.html", "seed-5/half.csv", "seed-5/metrics.json", "seed-5/report.html",
                    "seed-6/half.csv", "seed-6/metrics.json", "seed-6/report.html",
                ],
                Directory.GetFiles(Out, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(Out, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
            Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(Out)!));
            Assert.Contains("ring.density.tv", output.ToString());
        }
    }

    [Fact]
    public void AFailureSaysWithWhichSeedAndLeavesNothing()
    {
        var experiment = new FakeExperiment(context =>
        {
            if (context.Settings.Seed == 1)
                throw new RunFailedException("nothing came of it.");
        });
        Assert.Equal(ExitCode.Failure, Invoke(experiment, "run", "fake", "--data", good, "--out", Out, "--seeds", "3"));
        AssertOneLine("seed 1: nothing came of it.");
        AssertNothingWritten();
    }

    [Fact]
    public void TheSummaryShowsTheNumbersOfEveryPart()
    {
        var experiment = new FakeExperiment(context =>
        {
            context.Part("ring").Metrics.Set("manifold.hausdorff", 0.125);
            context.Part("ring").Metrics.Set("manifold.hausdorff.to_truth", 0.125);
            context.Metrics.Set("density.tv", 0.25);
        });
        Assert.Equal(ExitCode.Success, Invoke(experiment, "run", "fake", "--data", good, "--out", Out));
        var shown = output.ToString().Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(shown, words => words is ["ring.manifold.hausdorff", "0.125"]);
        Assert.Contains(shown, words => words is ["density.tv", "0.25"]);
        Assert.DoesNotContain("to_truth", output.ToString());
    }

    [Fact]
    public void NoArgumentsStandForRunCircle()
    {
        var experiment = new FakeExperiment(name: "circle", needsData: false);
        Assert.Equal(ExitCode.Success, Invoke(experiment));
        Assert.True(experiment.HasRun);
        var folder = Path.Combine("out", "circle");
        Assert.True(File.Exists(Path.Combine(folder, "metrics.json")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void ProgressIsPlainASCIIWhenItIsNotATerminal()
    {
        var experiment = new FakeExperiment(context =>
        {
            using var stage = context.Display.Begin("manifold", 100);
            for (var i = 1; i <= 100; i++)
                stage.Report(i, "loss 0.1");
        });
        Assert.Equal(ExitCode.Success, Invoke(experiment, "run", "fake", "--data", good, "--out", Out));
        var text = output.ToString();
        Assert.True(text.All(char.IsAscii));
        Assert.DoesNotContain('\u001b', text);
        Assert.Equal(10, text.Split('\n').Count(line => line.StartsWith("manifold", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheListNamesEveryExperimentWithItsFigure()
    {
        Assert.Equal(ExitCode.Success, new CommandLine(output, error).Invoke(["list"]));
        var lines = output.ToString().Split('\n');
        foreach (var experiment in ExperimentCatalog.All)
            Assert.Contains(experiment.Figure, Assert.Single(lines, line => line.StartsWith(experiment.Name)));
    }

    [Fact]
    public void TheDoctorReportsALoadedLibtorch()
    {
        Assert.Equal(ExitCode.Success, new CommandLine(output, error).Invoke(["doctor"]));
        Assert.Contains("SIMD", output.ToString());
        Assert.Contains(TorchSharp.torch.__version__, output.ToString());
    }

    private int Invoke(Experiment experiment, params string[] arguments) => Invoke(experiment, CancellationToken.None, arguments);

    private int Invoke(Experiment experiment, CancellationToken cancellation, params string[] arguments)
    {
        output.GetStringBuilder().Clear();
        error.GetStringBuilder().Clear();
        return new CommandLine(output, error, isTerminal: false, [experiment]).Invoke(arguments, cancellation);
    }

    private void AssertOneLine(string expected)
    {
        var text = error.ToString();
        Assert.StartsWith("error: ", text);
        Assert.Equal(text.Length - Environment.NewLine.Length, text.IndexOf(Environment.NewLine, StringComparison.Ordinal));
        Assert.Contains(expected, text);
    }

    private void AssertNothingWritten() =>
        Assert.All(Directory.GetFileSystemEntries(folder), entry => Assert.EndsWith(".csv", entry));

    private string Expand(string word) =>
        word.StartsWith('{') ? Path.Combine(folder, word.Trim('{', '}') + ".csv") : word;

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
