using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Native;
using DslManifolds.Samplers;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Measurement;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Peers;

/// <summary>From the start of a process to the first samples of a saved model: the parent's and the child's side.</summary>
internal static class FirstSample
{
    private const int Chains = 100;

    /// <summary>Milliseconds of each part.</summary>
    /// <param name="Runtime">From the start of the process to the program's first line.</param>
    /// <param name="LibTorch">Loading libtorch, and one operation.</param>
    /// <param name="Model">Making the model and reading its file.</param>
    /// <param name="Start">Projecting noise onto the manifold.</param>
    /// <param name="Step">The first Langevin step of all chains, compilation included.</param>
    /// <param name="Total">All of it.</param>
    public sealed record Parts(double Runtime, double LibTorch, double Model, double Start, double Step, double Total);

    /// <summary>Starts a process some times.</summary>
    /// <param name="folder">Takes the model's file.</param>
    /// <param name="repetitions">How many processes.</param>
    /// <returns>The one of median length.</returns>
    public static Parts Measure(string folder, int repetitions)
    {
        var file = Path.Combine(folder, "circle.safetensors");
        using (var circle = new CircleMeasurement())
        using (var model = new CircleModel(circle.Manifold, circle.Energy))
            Checkpoint.Save(model, file);
        var runs = Enumerable.Range(0, repetitions).Select(_ => RunChild(file)).OrderBy(parts => parts.Total).ToArray();
        return runs[runs.Length / 2];
    }

    /// <summary>The child: loads a model, samples, and prints the times.</summary>
    /// <param name="file">The model's file.</param>
    /// <param name="started">When the parent started the process, in ticks of UTC.</param>
    public static int Run(string file, string started)
    {
        var begun = new DateTime(long.Parse(started, CultureInfo.InvariantCulture), DateTimeKind.Utc);
        var runtime = (DateTime.UtcNow - begun).TotalMilliseconds;
        var clock = Stopwatch.StartNew();
        LibTorch.EnsureLoaded();
        zeros(1).Dispose();
        var libtorch = Lap(clock);
        using var model = new CircleModel(0);
        Checkpoint.Load(model, file);
        var load = Lap(clock);
        using var noise = new NoiseProjection(
            model.CircleManifold, CircleMeasurement.Box, new RandomKey(0), ScalarType.Float32, CPU);
        using var start = noise.Take(Chains);
        var place = Lap(clock);
        using var run = new ConstrainedLangevin(model.CircleManifold, model.CircleEnergy, CircleMeasurement.Sampling)
            .Run(start, 1, new RandomKey(1));
        var step = Lap(clock);
        Console.WriteLine(JsonSerializer.Serialize(
            new Parts(runtime, libtorch, load, place, step, runtime + libtorch + load + place + step)));
        return 0;
    }

    private static Parts RunChild(string file)
    {
        var host = Environment.ProcessPath!;
        var program = typeof(FirstSample).Assembly.Location;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.ArgumentList.Add(program);
        foreach (var argument in new[] { "peers", "--first-sample", file })
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add(DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture));
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? JsonSerializer.Deserialize<Parts>(output)!
            : throw new InvalidOperationException($"The process that takes a first sample ended with {child.ExitCode}.");
    }

    private static double Lap(Stopwatch clock)
    {
        var elapsed = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        return elapsed;
    }
}
