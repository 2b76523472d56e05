using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

/// <summary>Starting points, angles and statistics for tests of samplers.</summary>
internal static class Chains
{
    /// <summary>The same point for every chain.</summary>
    public static Tensor At(int chains, params double[] point)
    {
        using var row = tensor(point, ScalarType.Float64);
        using var rows = row.unsqueeze(0);
        return rows.repeat(chains, 1);
    }

    /// <summary>Points at even angles of the unit circle.</summary>
    public static Tensor Circle(int chains, ScalarType type = ScalarType.Float64)
    {
        using var scope = NewDisposeScope();
        var angles = arange(chains, ScalarType.Float64) * (2 * Math.PI / chains);
        return stack([angles.cos(), angles.sin()], 1).to(type).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Runs chains and gathers their points every <paramref name="every"/> steps after a first <paramref name="warmUp"/>.
    /// </summary>
    public static (double[] Coordinates, LangevinCounts Counts) Gather(
        ConstrainedLangevin sampler, Tensor start, int warmUp, int snapshots, int every, ulong seed = 1)
    {
        var coordinates = new List<double>();
        var counts = default(LangevinCounts);
        var state = sampler.Start(start);
        var key = new RandomKey(seed);
        for (var step = 0; step <= warmUp + (snapshots - 1) * every; step++)
        {
            if (step >= warmUp && (step - warmUp) % every == 0)
                coordinates.AddRange(HostTransfer.Read(state.Points));
            var result = sampler.Step(key.After((ulong)step), state);
            counts += result.Counts;
            state = result.State;
        }

        state.Dispose();
        return ([.. coordinates], counts);
    }

    /// <summary>Angle of the first two of every <paramref name="width"/> coordinates.</summary>
    public static double[] Angles(double[] coordinates, int width) =>
        [.. coordinates.Chunk(width).Select(point => Math.Atan2(point[1], point[0]))];

    /// <summary>Kolmogorov–Smirnov distance to a distribution, times √N: above 1.95 once in 1,000 independent samples.</summary>
    public static double Kolmogorov(double[] values, Func<double, double> cumulative)
    {
        var sorted = values.Order().ToArray();
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var expected = cumulative(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - (double)i / sorted.Length, (i + 1.0) / sorted.Length - expected));
        }

        return distance * Math.Sqrt(sorted.Length);
    }

    /// <summary>Total variation between angles in 16 bins and the von Mises density of a concentration with mode 0.</summary>
    public static double VonMisesDistance(double[] angles, double concentration)
    {
        const int Bins = 16;
        const int Parts = 100;
        var mass = new double[Bins];
        for (var i = 0; i < Bins * Parts; i++)
            mass[i / Parts] += Math.Exp(concentration * Math.Cos(-Math.PI + (i + 0.5) * 2 * Math.PI / (Bins * Parts)));
        var total = mass.Sum();
        var counts = new double[Bins];
        foreach (var angle in angles)
            counts[Math.Clamp((int)((angle + Math.PI) / (2 * Math.PI) * Bins), 0, Bins - 1)]++;
        return 0.5 * Enumerable.Range(0, Bins).Sum(bin => Math.Abs(mass[bin] / total - counts[bin] / angles.Length));
    }
}
