using DslManifolds.Geometry;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using SkiaSharp;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>What can be checked of pictures: geometry, colours at known places, sizes.</summary>
public sealed class FigureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-figure-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ALevelLineOfAParaboloidIsOneClosedCircle()
    {
        var line = Assert.Single(Field((x, y) => x * x + y * y - 1).ContourLines(0));
        Assert.Equal(line[0], line[^1]);
        Assert.All(line, point => Assert.Equal(1, Math.Sqrt(point.X * point.X + point.Y * point.Y), 3));
        var length = line.Zip(line.Skip(1), (a, b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y))).Sum();
        Assert.Equal(2 * Math.PI, length, 2);
    }

    [Fact]
    public void ALevelLineThatLeavesTheRegionIsOpenAndStraightForAPlane()
    {
        var line = Assert.Single(Field((x, y) => x + 0.25 * y - 0.1).ContourLines(0));
        Assert.NotEqual(line[0], line[^1]);
        Assert.All(line, point => Assert.Equal(0.1, point.X + 0.25 * point.Y, 12));
    }

    [Fact]
    public void ASaddleGivesTwoLinesThatDoNotCross()
    {
        // The centre of the middle cell decides: above the level the positive corners stay together.
        foreach (var level in new[] { -0.001, 0.001 })
            Assert.Equal(2, Field((x, y) => x * y, 60).ContourLines(level).Count);
    }

    [Fact]
    public void AGlobeViewIsARotationThatTurnsItsOwnPlaceToTheViewer()
    {
        var view = new GlobeView(35, -100);
        var (x, y, z) = GlobeFile.ToSphere(35, -100);
        AssertClose((0, 0, 1), view.Project(x, y, z));
        var (north, east) = (GlobeFile.ToSphere(35.1, -100), GlobeFile.ToSphere(35, -99.9));
        Assert.True(view.Project(north.X, north.Y, north.Z).Up > 0.001);
        Assert.True(view.Project(east.X, east.Y, east.Z).Right > 0.001);
        var (right, up, near) = view.Project(0.3, -0.4, 1.2);
        Assert.Equal(0.09 + 0.16 + 1.44, right * right + up * up + near * near, 12);
    }

    [Fact]
    public void MarksOfAScaleAreRoundAndWithinIt()
    {
        var marks = new ColorScale(ColorMaps.Density, 0, 0.53, "").Marks().Select(mark => Math.Round(mark, 12));
        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4, 0.5], marks);
        Assert.Equal([-20, -10, 0, 10, 20], new ColorScale(ColorMaps.Signed, -24, 22, "").Marks());
        Assert.Empty(new ColorScale(ColorMaps.Density, 1, 1, "").Marks());
    }

    [Fact]
    public void TheDensityMapDarkensSteadily()
    {
        var colors = Enumerable.Range(0, 50).Select(i => ColorMaps.Density.GetColor(i / 49.0));
        var luminance = colors.Select(color => 0.2126 * color.R + 0.7152 * color.G + 0.0722 * color.B).ToArray();
        Assert.All(luminance.Zip(luminance.Skip(1)), pair => Assert.True(pair.First > pair.Second));
    }

    [Fact]
    public void TheNearerTriangleHidesTheFartherOneOnEitherSide()
    {
        // Two large triangles across the x axis, at x = 0.5 (value 1) and x = −0.5 (value 0).
        var vertices = new PointSet([0.5, -3, -3, 0.5, 3, -3, 0.5, 0, 4, -0.5, -3, -3, -0.5, 3, -3, -0.5, 0, 4], 3);
        var mesh = new SimplicialMesh(vertices, [0, 1, 2, 3, 4, 5], 2);
        var scale = new ColorScale(ColorMaps.Density, 0, 1, "value");
        Assert.True(Seen(new GlobeView(0, 0)).Red < 0x60, "dark seen from x > 0");
        Assert.True(Seen(new GlobeView(0, 180)).Green > 0x90, "light seen from x < 0");

        SKColor Seen(GlobeView view)
        {
            using var surface = SKSurface.Create(new SKImageInfo(100, 100));
            new SurfacePainter(mesh, [1, 1, 1, 0, 0, 0], scale).Paint(surface.Canvas, SKRect.Create(100, 100), view, 1);
            using var pixels = surface.PeekPixels();
            return pixels.GetPixelColor(50, 50);
        }
    }

    [Fact]
    public void AFigureShowsEveryPanel()
    {
        var field = Field((x, y) => x);
        var scale = new ColorScale(ColorMaps.Signed, -1.5, 1.5, "F");
        var path = Path.Combine(folder, "figure.png");
        new Figure(
            [
                new PlanePanel("points", 1.5).AddPoints(new PointSet([0, 0], 2), Ink.Data, 1),
                new PlanePanel("field", 1.5) { Scale = scale }.AddField(field, scale, []),
            ],
            [new GlobePanel("ball", new GlobeView(0, 0)).AddBall()]).Save(path);
        using var bitmap = SKBitmap.Decode(path);
        // Panels from the left: 18 + 34 to the first square; 16 + 34 between the squares of 340.
        Assert.Equal(2 * (18 + 34 + 340 + 16 + 34 + 340 + (int)ColorBar.Margin + 18), bitmap.Width);
        Assert.Equal(Ink.Data, At(18 + 34 + 170, 18 + 30 + 170));
        var (left, right) = (At(18 + 34 + 340 + 16 + 34 + 30, 100), At(18 + 34 + 340 + 16 + 34 + 310, 100));
        Assert.True(left.Blue > left.Red && right.Red > right.Blue);
        Assert.NotEqual(SKColors.White, At(18 + 34 + 170, 18 + 30 + 340 + 28 + 16 + 30 + 170));

        SKColor At(int x, int y) => bitmap.GetPixel(2 * x, 2 * y);
    }

    private static PlaneField Field(Func<double, double, double> function, int count = 121)
    {
        var points = PlaneField.GridPoints(1.5, count);
        var values = Enumerable.Range(0, count * count).Select(i => function(points[i][0], points[i][1]));
        return PlaneField.FromFlat(1.5, [.. values]);
    }

    private static void AssertClose((double, double, double) expected, (double, double, double) actual)
    {
        Assert.Equal(expected.Item1, actual.Item1, 12);
        Assert.Equal(expected.Item2, actual.Item2, 12);
        Assert.Equal(expected.Item3, actual.Item3, 12);
    }
}
