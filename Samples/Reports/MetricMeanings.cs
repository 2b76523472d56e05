namespace DslManifolds.Samples.Reports;

/// <summary>What each key of <c>metrics.json</c> means.</summary>
internal static class MetricMeanings
{
    // What runs with several seeds add to keys.
    private static readonly string[] Statistics = ["mean", "spread"];

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["experiment"] = "Name of the experiment.",
        ["seed"] = "Seed of data, starting values, noise and split.",
        ["seeds"] = "Number of seeds; over them go the mean and the spread, that is the standard deviation.",
        ["backend"] = "What computes: fused kernels over SIMD lanes, or libtorch.",
        ["device"] = "Where tensors live.",
        ["threads"] = "Threads within an operation of libtorch.",

        ["wall_s.mdf"] = "Seconds of training the manifold-defining function, compilation by the JIT and failed attempts included.",
        ["wall_s.autoencoder"] = "Seconds of training encoder and decoder.",
        ["wall_s.ebm"] = "Seconds of training the energy.",
        ["wall_s.total"] = "Seconds of training, all together.",
        ["wall_s.process"] = "Seconds from the start of the process until the figures were drawn.",

        ["mdf.attempts"] = "How often the manifold was trained, from other starting values, until its zero set was closed.",
        ["mdf.distance_mean"] = "Mean distance of held-out points to the learned manifold.",
        ["mdf.distance_max"] = "Greatest distance of a held-out point to the learned manifold.",
        ["mdf.sigma_min"] = "Least singular value of the Jacobian of F over the data; near 0 the zero set is no manifold.",

        ["reconstruction.distance_mean"] = "Mean distance of held-out points to what the pushforward model makes of them, f(g(x)).",

        ["topology.components"] = "Connected components of the learned manifold.",
        ["topology.euler"] = "Euler characteristic χ: 0 for a circle or a torus, 2 for a sphere.",
        ["topology.closed"] = "1 where the zero set does not reach the border of the box, 0 where it does.",

        ["is_circle"] = "1 where the learned manifold is one closed curve, 0 where it is not.",
        ["is_torus"] = "1 where the learned manifold is one closed surface with χ = 0, 0 where it is not.",

        ["manifold.hausdorff"] = "Hausdorff distance of the learned and the true manifold: the greater of the two below.",
        ["manifold.hausdorff.to_truth"] = "Greatest distance of a point of the learned manifold to the true one.",
        ["manifold.hausdorff.from_truth"] = "Greatest distance of a point of the true manifold to the learned one.",

        ["density.tv"] = "Total variation between the learned and the true density: 0 equal, 1 disjoint.",
        ["density.kl"] = "Kullback–Leibler divergence of the learned density from the true one, nats.",
        ["density.lost_mass"] = "Probability that the model puts farther than 0.1 from the true manifold; it counts whole in density.tv.",
        ["density.tv_ambient"] = "Total variation between exp(−E), normalised on the true manifold, and the true density.",
        ["density.nll_test"] =
            "Mean negative log-likelihood of held-out points, nats, at the closest points of the learned manifold and normalised there.",
        ["density.nll_excluded"] =
            "Share of held-out points left out of density.nll_test: no closest point was found, or it is farther than 0.1.",

        ["samples.residual_max"] = "Greatest |F| over the samples: how far they are from F = 0.",
        ["samples.distance_to_truth_max"] = "Greatest distance of a sample to the true manifold.",
        ["samples.wasserstein"] = "Wasserstein-2 distance between samples and held-out points.",
        ["samples.wasserstein_floor"] = "The same between two sets of held-out points: what perfect samples would have.",

        ["samples.wasserstein_points"] = "Points of each set that these distances compare.",
        ["samples.wasserstein_method"] = "How they are computed: exact, by optimal assignment, or sliced.",

        ["sampler.accepted"] = "Share of chain steps that moved.",
        ["sampler.not_converged"] = "Share of steps rejected because the way back to F = 0 was not found.",
        ["sampler.not_finite"] = "Share of steps rejected because a value was not finite.",
        ["sampler.left_box"] = "Share of steps rejected because they left the box.",
        ["sampler.moved_too_far"] = "Share of steps rejected because they went farther than a step can: to another sheet of F = 0.",
        ["sampler.not_reversible"] = "Share of steps rejected because the step back leads elsewhere.",
        ["sampler.metropolis_rejected"] = "Share of steps rejected by the Metropolis correction.",
        ["langevin.ns_per_sample_step"] = "Nanoseconds for one step of one chain.",

        ["data.scale"] = "Units of the data file in one unit of the model's coordinates.",
        ["data.centre.1"] = "First coordinate, in the data file, of the origin of the model's coordinates.",
        ["data.centre.2"] = "Second coordinate of that point.",
        ["data.centre.3"] = "Third coordinate of that point.",

        ["share_left"] = "Share of the samples that lie on the left one of the two components.",
    };

    /// <summary>All keys that have a meaning, without the names of parts, in the order of the table.</summary>
    public static IReadOnlyCollection<string> Keys => Meanings.Keys;

    /// <summary>
    /// Takes a key apart into the part of the run that it belongs to and the key proper: <c>union.density.tv</c> is
    /// <c>density.tv</c> of <c>union</c>, <c>union.density.tv.mean</c> of <c>union mean</c>. A key that has no meaning is a key
    /// proper as a whole.
    /// </summary>
    public static (string Part, string Key) Split(string key)
    {
        foreach (var statistic in Statistics)
        {
            if (key.EndsWith($".{statistic}", StringComparison.Ordinal) && Proper(key[..^(statistic.Length + 1)]) is { } inner)
                return ($"{inner.Part} {statistic}".TrimStart(), inner.Key);
        }
        return Proper(key) ?? ("", key);
    }

    /// <summary>What a key means; null where it has no meaning.</summary>
    public static string? Of(string key) => Meanings.GetValueOrDefault(Split(key).Key);

    private static (string Part, string Key)? Proper(string key)
    {
        var start = 0;
        while (!Meanings.ContainsKey(key[start..]))
        {
            start = key.IndexOf('.', start) + 1;
            if (start == 0)
                return null;
        }
        return (key[..Math.Max(0, start - 1)], key[start..]);
    }
}
