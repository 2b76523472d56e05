using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Samplers;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>Samples of declared models as rows of numbers, and how they are judged.</summary>
internal static class Draws
{
    public const int Count = 2000;

    /// <summary>Samples of a model, by the sampler that a user would take.</summary>
    public static double[][] Of(
        IConstrainedModel model,
        Box box,
        int steps,
        double noiseScale = 0.5,
        ScalarType type = ScalarType.Float64,
        int count = Count)
    {
        var options = new MixtureLangevinOptions
        {
            ElementType = type,
            Langevin = new ConstrainedLangevinOptions { NoiseScale = noiseScale, Metropolis = true },
        };
        using var run = new MixtureLangevin(model, box, options).Draw(count, steps, new RandomKey(1));
        return Rows(run.Points);
    }

    /// <summary>Samples of the uniform density.</summary>
    public static double[][] Evenly(
        IManifold manifold,
        Box box,
        int steps,
        double noiseScale = 0.5,
        ScalarType type = ScalarType.Float64,
        int count = Count) =>
        Of(new PairedModel(manifold, new TestTilt(manifold.AmbientDimension, 0)), box, steps, noiseScale, type, count);

    /// <summary>Ends of chains, without energy, that all start at one point.</summary>
    public static double[][] From(IManifold manifold, Tensor start, int steps, double noiseScale)
    {
        var sampler = new ConstrainedLangevin(
            manifold, new TestTilt(manifold.AmbientDimension, 0), new() { NoiseScale = noiseScale, Metropolis = true });
        using var run = sampler.Run(start, steps, new RandomKey(1));
        return Rows(run.Points);
    }

    public static double[][] Rows(Tensor points) => [.. HostTransfer.Read(points).Chunk((int)points.shape[1])];

    public static Tensor Points(double[][] rows, ScalarType type = ScalarType.Float64) =>
        new PointSet([.. rows.SelectMany(row => row)], rows[0].Length).ToTensor(type);

    /// <summary>max |F| at each sample, as the manifold itself sees it in an element type.</summary>
    public static double[] Residuals(IManifold manifold, double[][] rows, ScalarType type = ScalarType.Float64)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return [.. Rows(manifold.Value(Points(rows, type))).Select(row => row.Max(Math.Abs))];
    }

    /// <summary>max |F| over all samples.</summary>
    public static double Residual(IManifold manifold, double[][] rows, ScalarType type = ScalarType.Float64) =>
        Residuals(manifold, rows, type).Max();

    /// <summary>Asserts a distribution by the Kolmogorov–Smirnov test, which a right sample fails once in 1,000.</summary>
    public static void AssertFollows(IEnumerable<double> values, Func<double, double> cumulative)
    {
        var distance = Chains.Kolmogorov([.. values], cumulative);
        Assert.True(distance < 1.95, $"Kolmogorov–Smirnov statistic {distance:f2}");
    }

    /// <summary>Asserts that angles are uniform on the circle.</summary>
    public static void AssertEven(IEnumerable<double> angles) =>
        AssertFollows(
            angles.Select(angle => Math.Atan2(Math.Sin(angle), Math.Cos(angle))),
            angle => (angle + Math.PI) / (2 * Math.PI));

    /// <summary>Asserts a mean within four of its standard errors.</summary>
    public static void AssertMean(double expected, IEnumerable<double> values)
    {
        var sample = values.ToArray();
        var mean = sample.Average();
        var error = Math.Sqrt(sample.Average(value => (value - mean) * (value - mean)) / sample.Length);
        Assert.True(Math.Abs(mean - expected) <= 4 * error, $"mean {mean:g4} ± {error:g2}, expected {expected:g4}");
    }

    /// <summary>Asserts a share within four standard deviations.</summary>
    public static void AssertShare(double expected, int actual, int count)
    {
        var deviation = 4 * Math.Sqrt(expected * (1 - expected) / count);
        Assert.InRange((double)actual / count, expected - deviation, expected + deviation);
    }

    /// <summary>The distribution function of values with weights that need not add up to 1.</summary>
    public static Func<double, double> Cumulative(IEnumerable<(double Value, double Weight)> nodes)
    {
        var sorted = nodes.OrderBy(node => node.Value).ToArray();
        var values = Array.ConvertAll(sorted, node => node.Value);
        var sums = new double[sorted.Length + 1];
        for (var i = 0; i < sorted.Length; i++)
            sums[i + 1] = sums[i] + sorted[i].Weight;
        return value =>
        {
            var place = Array.BinarySearch(values, value);
            return sums[place < 0 ? ~place : place] / sums[^1];
        };
    }
}
