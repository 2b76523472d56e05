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
            var buffer = new DepthBuffer(view, halfWidth: 1, logicalSide: 100);
            new SurfacePainter(mesh, vertex => scale.Color(vertex < 3 ? 1 : 0)).Paint(buffer);
            using var drawn = Drawn(buffer);
            return drawn.GetPixel(50, 50);
        }
    }

    [Fact]
    public void OfSurfacesThatCrossEachIsSeenWhereItIsTheNearer()
    {
        // Two triangles through the vertical axis, each one half nearer to the viewer at x > 0: no order of the two is right.
        var vertices = new PointSet([1, -1, -9, 1, -1, 9, -1, 1, 0, -1, -1, 0, 1, 1, -9, 1, 1, 9], 3);
        var buffer = new DepthBuffer(new GlobeView(0, 0), halfWidth: 1, logicalSide: 100);
        var colors = new[] { SKColors.Red, SKColors.Blue };
        new SurfacePainter(new SimplicialMesh(vertices, [0, 1, 2, 3, 4, 5], 2), vertex => colors[vertex / 3]).Paint(buffer);
        using var seen = Drawn(buffer);
        Assert.True(seen.GetPixel(30, 50) is { Red: > 100, Blue: 0 }, "the first triangle is nearer on the left");
        Assert.True(seen.GetPixel(70, 50) is { Red: 0, Blue: > 100 }, "the second is nearer on the right");
    }

    [Fact]
    public void ABallIsSeenInFrontOfASurfaceAndHiddenBehindIt()
    {
        var square = new SimplicialMesh(new PointSet([0, -9, -9, 0, 9, -9, 0, 0, 9], 3), [0, 1, 2], 2);
        foreach (var (x, isSeen) in new[] { (0.5, true), (-0.5, false), (0, true) })
        {
            var buffer = new DepthBuffer(new GlobeView(0, 0), halfWidth: 1, logicalSide: 100);
            buffer.PaintBall(buffer.Place([x, 0.5, 0.25]), radius: 4, SKColors.Red);
            new SurfacePainter(square, _ => SKColors.Blue).Paint(buffer);
            using var seen = Drawn(buffer);
            Assert.Equal(isSeen, seen.GetPixel(75, 37).Red > 100);
            Assert.True(seen.GetPixel(75, 44).Blue > 100, "beside the ball");
        }
    }

    [Fact]
    public void APanelOfSpaceShowsCurvesInTheirColoursPointsAndOutlines()
    {
        var scale = new ColorScale(ColorMaps.Density, 0, 1, "value");
        var curve = new SimplicialMesh(new PointSet([0, -0.5, 0.5, 0, 0.5, 0.5], 3), [0, 1], 1);
        var panel = new SpacePanel("curve", new GlobeView(0, 0), 1)
            .AddMesh(curve, [0, 1], scale).AddPoints(new PointSet([0, 0, -0.5], 3), SKColors.Red).AddOutline([0, 0, 0], 0.9);
        using var surface = SKSurface.Create(new SKImageInfo(100, 100));
        panel.Draw(surface.Canvas, SKRect.Create(100, 100));
        using var pixels = surface.PeekPixels();
        Assert.True(pixels.GetPixelColor(26, 25).Green > 120, "light at the end of value 0");
        Assert.True(pixels.GetPixelColor(74, 25).Green < 40, "dark at the end of value 1");
        Assert.True(pixels.GetPixelColor(50, 75) is { Red: > 100, Green: < 60 }, "the point");
        Assert.True(pixels.GetPixelColor(5, 50).Alpha > 0 || pixels.GetPixelColor(4, 50).Alpha > 0, "the outline");
        Assert.Equal(0, pixels.GetPixelColor(50, 50).Alpha);
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

    [Fact]
    public void EachPanelOfAFigureIsAPictureOfItsOwnToo()
    {
        var scale = new ColorScale(ColorMaps.Density, 0, 1, "value");
        var path = Path.Combine(folder, "figure-9.png");
        var names = new Figure(
            [new PlanePanel("Ground truth", 1).AddPoints(new PointSet([0, 0], 2), Ink.Data, 1)],
            [new GlobePanel("η = 0.3", new GlobeView(0, 0)).AddBall(), new GlobePanel("η = 0.3", new GlobeView(0, 90)) { Scale = scale }],
            [new GlobePanel("±", new GlobeView(0, 0))]).Save(path);
        Assert.Equal(["figure-9-ground-truth.png", "figure-9-eta-0-3.png", "figure-9-eta-0-3-2.png", "figure-9-panel.png"], names);
        using var sheet = SKBitmap.Decode(path);
        using var first = SKBitmap.Decode(Path.Combine(folder, names[0]));
        Assert.Equal((2 * (18 + 34 + 340 + 18), 2 * (18 + 30 + 340 + 28 + 18)), (first.Width, first.Height));
        for (var y = 0; y < first.Height - 40; y += 7)
        {
            for (var x = 0; x < first.Width - 40; x += 7)
                Assert.Equal(first.GetPixel(x, y), sheet.GetPixel(x, y));
        }
        using var third = SKBitmap.Decode(Path.Combine(folder, names[2]));
        Assert.Equal(2 * (18 + 340 + (int)ColorBar.Margin + 18), third.Width);
    }

    [Fact]
    public void OneScaleServesSeveralModels()
    {
        var shared = ColorScale.FromZero(ColorMaps.Density, "density", [0.2, 0.5], [0.1], []);
        Assert.Equal((0, 0.5), (shared.Least, shared.Most));
        var range = ColorScale.Over(ColorMaps.Energy, "energy", [3, 2], [-1, 4]);
        Assert.Equal((-1, 4), (range.Least, range.Most));
        Assert.Equal((0, 1), (ColorScale.Over(ColorMaps.Energy, "none").Least, ColorScale.FromZero(ColorMaps.Energy, "none").Most));
    }

    [Fact]
    public void OfScatteredPointsTheFartherIsThePaler()
    {
        var panel = new SpacePanel("points", new GlobeView(0, 0), 1)
            .AddScatter(new PointSet([0.8, -0.5, 0, 0, 0, 0, -0.8, 0.5, 0], 3), SKColors.Black)
            .AddEdges(new Box([-0.9, -0.9, -0.9], [0.9, 0.9, 0.9]));
        using var surface = SKSurface.Create(new SKImageInfo(200, 200));
        panel.Draw(surface.Canvas, SKRect.Create(200, 200));
        using var pixels = surface.PeekPixels();
        var grays = new[] { 50, 100, 150 }.Select(x => pixels.GetPixelColor(x, 100)).ToArray();
        Assert.All(grays, gray => Assert.Equal(255, gray.Alpha));
        Assert.True(grays[0].Red < 30 && grays[1].Red is > 50 and < 120 && grays[2].Red > 120);
        // Seen along an axis the box is a square.
        foreach (var (x, y) in new[] { (10, 60), (190, 60), (60, 10), (60, 190) })
            Assert.Contains(Enumerable.Range(-1, 3), off => pixels.GetPixelColor(x + off, y + off).Alpha > 0);
        Assert.Equal(0, pixels.GetPixelColor(60, 60).Alpha);
    }

    private static SKBitmap Drawn(DepthBuffer buffer)
    {
        var bitmap = new SKBitmap(100, 100);
        using var canvas = new SKCanvas(bitmap);
        buffer.DrawTo(canvas, SKRect.Create(100, 100));
        return bitmap;
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
