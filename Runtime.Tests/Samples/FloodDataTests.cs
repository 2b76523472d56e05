using System.Runtime.CompilerServices;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;
using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The real flood data, which is not part of the project: these tests skip where it does not lie beside it.</summary>
public sealed class FloodDataTests
{
    private static readonly string File = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "shared", "data", "flood.csv"));

    [SkippableFact]
    public void EveryRowIsAPointOfTheUnitSphere()
    {
        SkipWithoutData();
        var points = GlobeFile.Read(File, fewestRows: 250);
        Assert.Equal(4875, points.Count);
        Assert.All(Enumerable.Range(0, points.Count), i => Assert.Equal(1, Norm(points[i]), 12));

        // The first row is 35.8142, 5.23026 degrees.
        Assert.Equal(0.8075, points[0][0], 4);
        Assert.Equal(0.0739, points[0][1], 4);
        Assert.Equal(0.5852, points[0][2], 4);
    }

    [SkippableFact]
    public void ATenthOfThePapersEpochsBringsFNearZeroOnTheData()
    {
        SkipWithoutData();
        using var data = GlobeFile.Read(File, fewestRows: 250).ToTensor();
        using var manifold = new FloodManifold(seed: 0);
        var result = new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = 50, RankWeight = 2 }).Train(manifold, data);
        Assert.True(result.Epochs[^1].SquaredValue < 0.01, $"Mean |F|² is {result.Epochs[^1].SquaredValue}.");
        Assert.True(result.Epochs[^1].RankPenalty < 0.01, $"The rank penalty is {result.Epochs[^1].RankPenalty}.");
    }

    private static void SkipWithoutData() => Skip.IfNot(System.IO.File.Exists(File), $"{File} is not there");

    private static double Norm(ReadOnlySpan<double> point) => Math.Sqrt(point[0] * point[0] + point[1] * point[1] + point[2] * point[2]);

    private static string Here([CallerFilePath] string path = "") => path;
}
