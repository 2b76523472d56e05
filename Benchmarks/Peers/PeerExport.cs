using System.Runtime.InteropServices;
using System.Text.Json;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Peers;

/// <summary>
/// Writes cases for programs in other languages: for each a file of float32 numbers, tensor after tensor and row by row, and one
/// <c>cases.json</c> with every tensor's name, shape and place. Points after one step come along, to be compared with.
/// </summary>
internal static class PeerExport
{
    // The purpose under which the sampler derives the noise of a step from its key.
    private const ulong NoisePurpose = 0;

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>Writes the files.</summary>
    public static void Write(string folder, IEnumerable<PeerCase> cases)
    {
        Directory.CreateDirectory(folder);
        var entries = cases.Select(peer => Write(folder, peer)).ToArray();
        File.WriteAllText(Path.Combine(folder, "cases.json"), JsonSerializer.Serialize(new { cases = entries }, Format) + "\n");
    }

    private static object Write(string folder, PeerCase peer)
    {
        using var scope = NewDisposeScope();
        var tensors = new List<(string Name, Tensor Values)>();
        foreach (var (name, values) in ((nn.Module)peer.Manifold).state_dict())
            tensors.Add(($"manifold.{name}", values));
        foreach (var (name, values) in ((nn.Module)peer.Energy).state_dict())
            tensors.Add(($"energy.{name}", values));
        var key = new RandomKey(7);
        var noise = empty(peer.Starts.shape);
        CounterRandom.Normals(
            key.Derive(NoisePurpose), MemoryMarshal.Cast<byte, float>(noise.bytes), peer.Manifold.AmbientDimension);
        var sampler = new ConstrainedLangevin(peer.Manifold, peer.Energy, peer.Sampling with { Backend = Backend.Torch });
        var step = sampler.Step(key, sampler.Start(peer.Starts));
        var accepted = tensor(step.Outcomes.Select(outcome => outcome == StepOutcome.Accepted ? 1f : 0f).ToArray());
        tensors.AddRange(
        [
            ("starts", peer.Starts),
            ("noise", noise),
            ("expected", step.State.Points),
            ("accepted", accepted),
            ("data", peer.Data),
        ]);
        var offset = 0L;
        var places = new List<object>();
        using (var file = File.Create(Path.Combine(folder, $"{peer.Name}.bin")))
        {
            foreach (var (name, values) in tensors)
            {
                using var plain = values.detach().contiguous();
                file.Write(plain.bytes);
                places.Add(new { name, shape = values.shape, offset });
                offset += values.numel();
            }
        }

        step.State.Dispose();
        return new
        {
            name = peer.Name,
            file = $"{peer.Name}.bin",
            numbers = offset,
            ambient = peer.Manifold.AmbientDimension,
            outputs = peer.Manifold.CodomainDimension,
            batches = peer.Batches,
            noise_scale = peer.Sampling.NoiseScale,
            step_size = peer.Sampling.EffectiveStepSize,
            clamp = peer.Sampling.GradientClamp,
            accepted = step.Counts.Accepted,
            tensors = places,
        };
    }
}
