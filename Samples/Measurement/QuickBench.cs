using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Reports;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Measurement;

/// <summary>The figures of the command <c>bench</c>: circle's nets, batch 100, one thread.</summary>
internal static class QuickBench
{
    private const int Chains = 100;

    // As many as a training step takes.
    private const int Steps = 10;

    /// <summary>Measures everything.</summary>
    /// <param name="metrics">Takes the figures.</param>
    /// <param name="seconds">Time for each figure.</param>
    /// <param name="cancellation">Ends it between figures.</param>
    public static void Measure(MetricsWriter metrics, double seconds, CancellationToken cancellation = default)
    {
        var threads = get_num_threads();
        set_num_threads(1);
        try
        {
            using var circle = new CircleMeasurement();
            using var start = circle.Start(Chains);
            var timing = new Timing(seconds);
            foreach (var backend in Backends.Sampling)
            {
                cancellation.ThrowIfCancellationRequested();
                var sampler = new ConstrainedLangevin(
                    circle.Manifold, circle.Energy, CircleMeasurement.Sampling with { Backend = backend, Threads = 1 });
                metrics.Set(
                    $"langevin.{Backends.Name(backend)}.ns_per_sample",
                    LangevinTiming.NanosecondsPerSample(sampler, start, Steps, timing));
            }

            cancellation.ThrowIfCancellationRequested();
            metrics.Set("langevin.autograd.ns_per_sample", Autograd(circle, start, timing));
            foreach (var backend in Backends.Training)
            {
                cancellation.ThrowIfCancellationRequested();
                using var manifold = circle.CopyOfManifold();
                var options = new ManifoldTrainerOptions().On(backend);
                metrics.Set(
                    $"mdf_step.{Backends.Name(backend)}.us",
                    1e6 * TrainingTiming.ManifoldStep(manifold, circle.Data, options, seconds));
            }

            foreach (var backend in Backends.Training)
            {
                cancellation.ThrowIfCancellationRequested();
                using var energy = new CircleEnergy(0);
                var options = CircleMeasurement.EnergyTraining.On(backend);
                metrics.Set(
                    $"ebm_step.{Backends.Name(backend)}.us",
                    1e6 * TrainingTiming.EnergyStep(circle.Manifold, energy, circle.Data, options, seconds));
            }

            metrics.Set("peak_gflops", MultiplyAddPeak.Gflops(seconds));
            metrics.Set("fused_gflops", FusedGflops(circle, start, metrics.Number("langevin.fused.ns_per_sample")));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static double Autograd(CircleMeasurement circle, Tensor start, Timing timing)
    {
        using var manifold = SequentialNetwork.Of(circle.Manifold);
        using var energy = SequentialNetwork.Of(circle.Energy);
        var sampler = new ConstrainedLangevin(
            new AutogradManifold(manifold, 2, 1),
            new AutogradEnergy(energy, 2),
            CircleMeasurement.Sampling with { Backend = Backend.Torch });
        return LangevinTiming.NanosecondsPerSample(sampler, start, Steps, timing);
    }

    /// <summary>10⁹ operations a second of all lanes: the last vector's idle ones are computed too.</summary>
    private static double FusedGflops(CircleMeasurement circle, Tensor start, double nanosecondsPerSample)
    {
        var evaluations =
            LangevinTiming.EvaluationsPerVector(circle.Manifold, circle.Energy, CircleMeasurement.Sampling, start);
        var lanes = (Chains + LangevinTiming.Lanes - 1) / LangevinTiming.Lanes * LangevinTiming.Lanes;
        return 2 * OperationCount.CircleStep(evaluations) * lanes / (nanosecondsPerSample * Chains);
    }
}
