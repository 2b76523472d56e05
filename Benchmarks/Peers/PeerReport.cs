using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Measurement;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Peers;

/// <summary>Measures this library on the cases, and writes the figures as JSON.</summary>
internal sealed class PeerReport(string folder, double seconds)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    private readonly List<object> langevin = [];
    private readonly List<object> manifoldSteps = [];
    private readonly List<object> energySteps = [];
    private readonly List<object> allocation = [];
    private readonly double peak = MultiplyAddPeak.Gflops(seconds);
    private double evaluations;

    private Timing Timing => new(seconds);

    /// <summary>Measures everything.</summary>
    public void Run(IReadOnlyList<PeerCase> cases, string file)
    {
        foreach (var peer in cases)
        {
            foreach (var backend in Backends.Sampling)
                Langevin(peer, backend);
            foreach (var backend in Backends.Training)
            {
                manifoldSteps.Add(new
                {
                    @case = peer.Name,
                    backend = Backends.Name(backend),
                    batch = 100,
                    s = peer.ManifoldStep(backend, seconds),
                });
            }
        }

        var circle = cases[0];
        evaluations = LangevinTiming.EvaluationsPerVector(circle.Manifold, circle.Energy, circle.Sampling, circle.Starts);
        foreach (var backend in Backends.Training)
            Energy(circle, backend);
        foreach (var backend in Backends.Sampling)
            Allocation(circle, backend);

        var report = new
        {
            machine = new
            {
                dotnet = RuntimeInformation.FrameworkDescription,
                libtorch = torch.__version__,
                vector_bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
                processors = Environment.ProcessorCount,
            },
            peak_gflops = peak,
            circle_multiply_adds = OperationCount.CircleStep(evaluations),
            circle_evaluations = evaluations,
            langevin,
            noise = Noise(),
            mdf_step = manifoldSteps,
            ebm_step = energySteps,
            allocation,
            first_sample_ms = FirstSample.Measure(folder, repetitions: 5),
        };
        File.WriteAllText(file, JsonSerializer.Serialize(report, Format) + "\n");
    }

    private void Langevin(PeerCase peer, Backend backend)
    {
        foreach (var batch in peer.Batches)
            Langevin(peer, backend, batch, peer.Sampling);
        if (peer.Name != "circle")
            return;
        foreach (var batch in peer.Batches)
            Langevin(peer, backend, batch, peer.Sampling with { CheckReversibility = true });
        if (backend != Backend.Fused)
            return;
        Langevin(peer, backend, 1_000_000, peer.Sampling);
        foreach (var batch in new[] { 10_000, 1_000_000 })
            Langevin(peer, backend, batch, peer.Sampling with { Threads = 2 });
    }

    private void Langevin(PeerCase peer, Backend backend, int batch, ConstrainedLangevinOptions options)
    {
        var sampler = new ConstrainedLangevin(peer.Manifold, peer.Energy, options with { Backend = backend });
        using var start = Rows(peer.Starts, batch);
        var steps = batch <= 1000 && backend == Backend.Fused ? 100 : 10;
        var nanoseconds = LangevinTiming.NanosecondsPerSample(sampler, start, steps, Timing);
        var lanes = (batch + LangevinTiming.Lanes - 1) / LangevinTiming.Lanes * LangevinTiming.Lanes;
        langevin.Add(new
        {
            @case = peer.Name,
            backend = Backends.Name(backend),
            batch,
            threads = options.Threads ?? 1,
            check = options.CheckReversibility,
            ns_per_sample = nanoseconds,
            ns_per_lane = nanoseconds * batch / lanes,
            s = nanoseconds * batch * 1e-9,
        });
    }

    private void Energy(PeerCase circle, Backend backend)
    {
        foreach (var check in new[] { false, true })
        {
            using var energy = new CircleEnergy(0);
            var options = CircleMeasurement.EnergyTraining with { Sampler = circle.Sampling with { CheckReversibility = check } };
            energySteps.Add(new
            {
                @case = circle.Name,
                backend = Backends.Name(backend),
                batch = 100,
                check,
                s = TrainingTiming.EnergyStep(circle.Manifold, energy, circle.Data, options.On(backend), 2 * seconds),
            });
        }
    }

    private void Allocation(PeerCase circle, Backend backend)
    {
        var sampler = new ConstrainedLangevin(circle.Manifold, circle.Energy, circle.Sampling with { Backend = backend });
        using var start = Rows(circle.Starts, 100);
        var bytes = LangevinTiming.BytesPerStep(sampler, start, steps: 100);
        var before = Tensor.TotalCount;
        sampler.Run(start, 100, new RandomKey(3)).Dispose();
        allocation.Add(new
        {
            backend = Backends.Name(backend),
            bytes_per_step = bytes,
            live_tensors_after_100_steps = Tensor.TotalCount - before,
        });
    }

    /// <summary>The noise of a step apart: normals in float, two for each chain.</summary>
    private object Noise()
    {
        const int Chains = 10_000;
        using var memory = new Scratch<float>(2);
        var key = new RandomKey(5);
        var time = Timing.Median(() =>
        {
            key = key.After(1);
            for (var chain = 0; chain < Chains; chain += Lanes<float>.Count)
                VectorRandom.Normals(key with { Chain = (uint)chain }, memory.Lanes, 2);
        });
        return new { batch = Chains, ns_per_sample = time / Chains * 1e9 };
    }

    private static Tensor Rows(Tensor starts, int count)
    {
        using var indices = arange(count).remainder_(starts.shape[0]);
        return starts.index_select(0, indices);
    }
}
