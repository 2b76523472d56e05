using System.Diagnostics;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Reports;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>Draws samples of a learned model, and numbers on them.</summary>
internal static class SampleMetrics
{
    // Keeps the chains' random numbers apart from those of training.
    private const ulong StartPurpose = 101;
    private const ulong ChainPurpose = 102;

    // Steps between two looks at the display.
    private const int StepsAReport = 20;

    /// <summary>
    /// Runs chains from noise projected onto the manifold or, where the energy was trained on a mesh, from draws of the density on one;
    /// of a union, on each component as many as its share of the samples. Sets <c>samples.residual_max</c>, the largest |F|;
    /// <c>sampler.*</c>, the shares of chain steps by how they ended; and <c>langevin.ns_per_sample_step</c>.
    /// </summary>
    /// <param name="context">What the experiment runs with.</param>
    /// <param name="model">The model.</param>
    /// <param name="mesh">Its manifold.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="device">Device of the model.</param>
    public static PointSet Draw(
        RunContext context, IConstrainedModel model, SimplicialMesh mesh, ConstrainedSettings settings, Device device)
    {
        using var noGradient = no_grad();
        var watch = new Stopwatch();
        using var run = model is IUnion or IPairedModel { ManifoldPart: IUnion }
            ? RunMixture(context, model, settings, device, watch)
            : RunChains(context, model, mesh, settings, device, watch);
        var samples = PointSet.FromTensor(run.Points);
        var residuals = Residuals(samples, model, device);
        context.Metrics.Set("samples.residual_max", residuals.Max());
        context.Record.AddChains("samples", run.Counts, residuals);
        AddShares(context, run.Counts, watch.Elapsed);
        return samples;
    }

    /// <summary>Sets <c>sampler.*</c> and <c>langevin.ns_per_sample_step</c> of chains without a manifold.</summary>
    public static void AddChains(RunContext context, LangevinCounts counts, TimeSpan time)
    {
        context.Record.AddChains("samples", counts);
        AddShares(context, counts, time);
    }

    /// <summary>
    /// Sets <c>samples.distance_to_truth_max</c> and the Wasserstein distances, and writes the samples.
    /// </summary>
    public static void AddComparison(
        RunContext context, PointSet samples, TrueSet truth, PointSet heldOut, PointSet others, string file = "samples.csv")
    {
        context.Metrics.Set("samples.distance_to_truth_max", truth.Distances(samples).Max());
        AddWasserstein(context, samples, heldOut, others);
        SamplesWriter.Write(context.FileAt(file), samples);
        context.Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Sets <c>samples.wasserstein</c>, to held-out points, and <c>samples.wasserstein_floor</c>, the same between held-out
    /// points and others of their kind; <c>samples.wasserstein_points</c>, the size to which all sets are cut; and
    /// <c>samples.wasserstein_method</c>, exact (by optimal assignment) or sliced.
    /// </summary>
    public static void AddWasserstein(RunContext context, PointSet samples, PointSet heldOut, PointSet others)
    {
        var count = Math.Min(samples.Count, Math.Min(heldOut.Count, others.Count));
        var distance = Distance(samples);
        context.Metrics.Set("samples.wasserstein", distance.Value);
        context.Metrics.Set("samples.wasserstein_floor", Distance(others).Value);
        context.Metrics.Set("samples.wasserstein_points", count);
        context.Metrics.Set("samples.wasserstein_method", $"{distance.Method}".ToLowerInvariant());

        WassersteinDistance Distance(PointSet points) =>
            WassersteinDistance.Between(DataSplit.First(points, count), DataSplit.First(heldOut, count), context.Settings.Seed);
    }

    private static LangevinRun RunChains(
        RunContext context, IConstrainedModel model, SimplicialMesh mesh, ConstrainedSettings settings, Device device, Stopwatch watch)
    {
        var key = new RandomKey((ulong)context.Settings.Seed);
        var sampler = new ConstrainedLangevin(model, model, settings.Sampling);
        var points = Start(model, mesh, settings, key.Derive(StartPurpose), device);
        var (counts, chain) = (default(LangevinCounts), key.Derive(ChainPurpose));
        using var stage = context.Display.Begin("samples", settings.SampleSteps);
        for (var done = 0; done < settings.SampleSteps;)
        {
            var steps = Math.Min(StepsAReport, settings.SampleSteps - done);
            watch.Start();
            var run = sampler.Run(points, steps, chain.After((ulong)done), context.Cancellation);
            watch.Stop();
            points.Dispose();
            points = run.Points;
            counts += run.Counts;
            done += steps;
            stage.Report(done);
        }
        return new LangevinRun(points, counts);
    }

    private static Tensor Start(
        IConstrainedModel model, SimplicialMesh mesh, ConstrainedSettings settings, RandomKey key, Device device)
    {
        if (settings.Likelihood is not null)
            return DensityStarts.Draw(model, model, mesh, settings.Box, settings.SampleCount, unchecked((int)key.Seed), device: device);
        using var noise = new NoiseProjection(model, settings.Box, key, device: device);
        return noise.Take(settings.SampleCount);
    }

    private static LangevinRun RunMixture(
        RunContext context, IConstrainedModel model, ConstrainedSettings settings, Device device, Stopwatch watch)
    {
        var options = new MixtureLangevinOptions
        {
            Langevin = settings.Sampling,
            CellsPerAxis = settings.Manifold.MeshCells,
            Device = device,
        };
        var sampler = new MixtureLangevin(model, settings.Box, options);
        using var stage = context.Display.Begin("samples", settings.SampleSteps);
        watch.Start();
        var run = sampler.Draw(
            settings.SampleCount, settings.SampleSteps, new RandomKey((ulong)context.Settings.Seed), context.Cancellation);
        watch.Stop();
        stage.Report(settings.SampleSteps);
        return run;
    }

    // The largest |F| of the outputs, at each point.
    private static double[] Residuals(PointSet points, IConstrainedModel model, Device device)
    {
        var values = points.Evaluate(model.Value, device: device);
        return [.. values.Chunk(values.Length / points.Count).Select(outputs => outputs.Max(Math.Abs))];
    }

    private static void AddShares(RunContext context, LangevinCounts counts, TimeSpan time)
    {
        Set("accepted", counts.Accepted);
        Set("not_converged", counts.NotConverged);
        Set("not_finite", counts.NotFinite);
        Set("left_box", counts.LeftBox);
        Set("moved_too_far", counts.MovedTooFar);
        Set("not_reversible", counts.NotReversible);
        Set("metropolis_rejected", counts.MetropolisRejected);
        context.Metrics.Set("langevin.ns_per_sample_step", time.TotalNanoseconds / counts.Total);

        void Set(string cause, long count) => context.Metrics.Set($"sampler.{cause}", (double)count / counts.Total);
    }
}
