using DslManifolds.Geometry;
using DslManifolds.Samples.Data;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>Files of data: what is read, and what each fault is answered with.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-data-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void CommentsHeaderEmptyLinesBlanksAndBothLineEndsAreUnderstood()
    {
        var path = Write("# http://example.org/a,b \"c\r\nlat,long\r\n90, 0\r\n\r\n  0 ,90\r\n# more\n-30,-90");
        var points = GlobeFile.Read(path, 3);
        Assert.Equal(3, points.Count);
        AssertPoint([0, 0, 1], points, 0);
        AssertPoint([0, 1, 0], points, 1);
        AssertPoint([0, -Math.Sqrt(0.75), -0.5], points, 2);
    }

    [Fact]
    public void AByteOrderMarkAndAMissingHeaderDoNoHarm()
    {
        var path = Write("\uFEFF12.5,1e1\n-1,2\n");
        Assert.Equal(2, GlobeFile.Read(path, 2).Count);
    }

    [Theory]
    [InlineData("lat,long\n1,2\n3,x\n", ":3: long is 'x', which is not a number")]
    [InlineData("lat,long\n1,2\n3,\n", ":3: long is '', which is not a number")]
    [InlineData("lat,long\n1,2\nNaN,4\n", ":3: lat is 'NaN', which is not finite")]
    [InlineData("lat,long\nnan,4\n", ":2: lat is 'nan', which is not finite")]
    [InlineData("nan,4\n", ":1: lat is 'nan', which is not finite")]
    [InlineData("lat,long\n1,1e999\n", ":2: long is '1e999', which is not finite")]
    [InlineData("lat,long\n1,2,3\n", ":2: 3 columns, expected 2 (lat,long)")]
    [InlineData("lat,long\n# one\n\n1\n", ":4: 1 columns, expected 2 (lat,long)")]
    [InlineData("lat,long\n90.5,0\n", ":2: lat is 90.5, outside [-90, 90] degrees")]
    [InlineData("lat,long\n0,-361\n", ":2: long is -361, outside [-360, 360] degrees")]
    [InlineData("long,lat\n0,1\n", ":1: column 1 is 'long', expected the order lat,long")]
    [InlineData("lat,long\n1,2\n3,4\n", ": 2 rows of data, at least 3 are needed")]
    [InlineData("", ": 0 rows of data, at least 3 are needed")]
    [InlineData("lat,long\n\"1,2\n3,4\n", ":2: lat is '\"1', which is not a number")]
    public void AFaultIsToldWithItsLine(string text, string expected)
    {
        var path = Write(text);
        var error = Assert.Throws<InputException>(() => GlobeFile.Read(path, 3));
        Assert.StartsWith(path + expected, error.Message);
        Assert.Contains("; ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void AMissingFileAndAFolderAreToldApart()
    {
        Assert.Contains("no such file", Error(Path.Combine(folder, "none.csv")));
        Assert.Contains("this is a folder", Error(folder));

        static string Error(string path) => Assert.Throws<InputException>(() => GlobeFile.Read(path, 1)).Message;
    }

    [Fact]
    public void ASplitIsAPartitionOf8010And10PercentThatTheSeedDecides()
    {
        var points = new PointSet([.. Enumerable.Range(0, 1003)], 1);
        var split = DataSplit.From(points, 5);
        Assert.Equal((803, 100, 100), (split.Train.Count, split.Validation.Count, split.Test.Count));
        var all = split.Train.Coordinates.Concat(split.Validation.Coordinates).Concat(split.Test.Coordinates);
        Assert.Equal(points.Coordinates, all.Order());
        Assert.Equal(split.Test.Coordinates, DataSplit.From(points, 5).Test.Coordinates);
        Assert.NotEqual(split.Test.Coordinates, DataSplit.From(points, 6).Test.Coordinates);
    }

    private static void AssertPoint(double[] expected, PointSet points, int row)
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(expected[i], points[row][i], 12);
    }

    private string Write(string text)
    {
        var path = Path.Combine(folder, "data.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
