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
    [InlineData("lat,long\n\"1,2\n3,4\n", ":2: a quoted field does not end on its line")]
    [InlineData("x,2\n3,4\n", ":1: lat is 'x', which is not a number")]
    [InlineData("lat;long\n1,5;2\n", ":2: lat is '1,5', which is not a number")]
    [InlineData("lat\tlong\n1\t2\t3\n", ":2: 3 columns, expected 2 (lat,long)")]
    public void AFaultIsToldWithItsLine(string text, string expected)
    {
        var path = Write(text);
        var error = Assert.Throws<InputException>(() => GlobeFile.Read(path, 3));
        Assert.StartsWith(path + expected, error.Message);
        Assert.Contains("; ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("date,long,lat\n# c\nx,90,0\n", "lat,long")]
    [InlineData("date;Long;LAT;\nx;90;0;\n", "lat,long")]
    [InlineData("\"a, b\",\"long\",\"lat\"\n\"x,\"\"y\"\"\",\"90\",0\n", "lat,long")]
    [InlineData("date\tlong\tlat\nx\t90\t0\n", "3,2")]
    [InlineData("x,90,0\n", "3,2")]
    public void ColumnsAreFoundByNameOrNumberWhateverSeparatesThem(string text, string columns)
    {
        var points = GlobeFile.Read(Write(text), 1, choice: ColumnChoice.Parse(columns));
        Assert.Equal(1, points.Count);
        AssertPoint([0, 1, 0], points, 0);
    }

    [Theory]
    [InlineData("lat,long\n1,2\n", "lat,lon", ":1: no column 'lon' in the header lat,long")]
    [InlineData("1,2\n3,4\n", "lat,long", ":1: no column 'lat' in the header 1,2")]
    [InlineData("lat,lat\n1,2\n", "lat,long", ":1: 2 columns are called 'lat'")]
    [InlineData("a,b\n1,2\n3\n", "1,2", ":3: 1 columns, but column 2 is to be read")]
    [InlineData("a,b\n1,2\n", "1,3", ":2: 2 columns, but column 3 is to be read")]
    [InlineData("a,b,c\n1,2,3\n4,x,5\n", "c,b", ":3: b is 'x', which is not a number")]
    [InlineData("a,b,c\n1,2,99\n", "3,1", ":2: column 3 is 99, outside [-90, 90] degrees")]
    public void ChosenColumnsThatCannotBeReadAreTold(string text, string columns, string expected)
    {
        var path = Write(text);
        var error = Assert.Throws<InputException>(() => GlobeFile.Read(path, 1, choice: ColumnChoice.Parse(columns)));
        Assert.StartsWith(path + expected, error.Message);
    }

    [Theory]
    [InlineData("", "a column is empty")]
    [InlineData("a,", "a column is empty")]
    [InlineData("a,A", "named twice")]
    [InlineData("0,1", "counted from 1")]
    public void AChoiceOfColumnsThatMakesNoSenseIsTold(string text, string expected)
    {
        var error = Assert.Throws<InputException>(() => ColumnChoice.Parse(text));
        Assert.StartsWith($"--columns {text}: ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void AnglesAreOnTheTorusInRadiansOrDegrees()
    {
        var radians = TorusFile.Read(Write("phi,psi\n0,0\n1.5707963267948966,3.141592653589793\n0,1.5707963267948966\n"), 3);
        AssertPoint([4, 0, 0], radians, 0);
        AssertPoint([0, 2, 0], radians, 1);
        AssertPoint([3, 0, 1], radians, 2);
        var degrees = TorusFile.Read(Write("phi,psi\n0,0\n90,180\n0,90\n"), 3, AngleUnit.Degrees);
        for (var i = 0; i < 9; i++)
            Assert.Equal(radians.Coordinates[i], degrees.Coordinates[i], 12);
        var error = Assert.Throws<InputException>(() => TorusFile.Read(Write("90,180\n"), 1));
        Assert.Contains(":1: phi is 90, outside [-6.29, 6.29] radians (for degrees give --unit degrees)", error.Message);
    }

    [Theory]
    [InlineData("1,2\n3,4\n", null, 2)]
    [InlineData("x0,x1,x2\n1,2,5\n3,4,6\n", null, 3)]
    [InlineData("x0,x1,x2\n1,2,5\n3,4,6\n", "x0,x1", 2)]
    public void PointsHaveAsManyCoordinatesAsThereAreColumns(string text, string? columns, int dimension)
    {
        var points = CoordinateFile.Read(Write(text), 2, columns is null ? null : ColumnChoice.Parse(columns));
        Assert.Equal(dimension, points.Dimension);
        Assert.Equal([1, 2], points[0][..2].ToArray());
        Assert.Equal([3, 4], points[1][..2].ToArray());
    }

    [Theory]
    [InlineData("1\n2\n", null, "1 columns; points have 2 or 3 coordinates")]
    [InlineData("", null, "0 columns; points have 2 or 3 coordinates")]
    [InlineData("1,2,3,4\n", null, "4 columns; points have 2 or 3 coordinates")]
    [InlineData("1,2,3,4\n", "1,2,3,4", "--columns 1,2,3,4: 4 columns are named")]
    [InlineData("1,2\n3\n", null, ":2: 1 columns, expected 2 (column 1,column 2)")]
    [InlineData("1,2\n3,1e40\n", null, ":2: column 2 is 1E+40, outside [-1000000000000000, 1000000000000000];")]
    public void PointsThatCannotBeReadAreTold(string text, string? columns, string expected)
    {
        var error = Assert.Throws<InputException>(
            () => CoordinateFile.Read(Write(text), 1, columns is null ? null : ColumnChoice.Parse(columns)));
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void PointsAreStandardizedAndBack()
    {
        var points = new PointSet([500, -20, 700, -10, 600, 0], 2);
        var standard = new Standardization(points);
        Assert.Equal(100, standard.Scale);
        Assert.Equal([600, -10], standard.Centre);
        Assert.Equal([-1, -0.1, 1, 0, 0, 0.1], standard.Apply(points).Coordinates);
        Assert.Equal(points.Coordinates, standard.Undo(standard.Apply(points)).Coordinates);
        Assert.Throws<InputException>(() => new Standardization(new PointSet([1, 2, 1, 2], 2)));
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
