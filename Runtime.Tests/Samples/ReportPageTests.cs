using System.Buffers.Binary;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;
using DslManifolds.Geometry;
using DslManifolds.Samplers;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Plotting;
using DslManifolds.Samples.Reports;
using DslManifolds.Training;
using SkiaSharp;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The page of a run.</summary>
public sealed class ReportPageTests : IDisposable
{
    private const string Nasty = "<b>\"5 & 6\"</b> 'ü' </script><!--";

    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-page-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ThePageIsWellFormedAndLoadsNothing()
    {
        var page = Page(new Circle());
        Assert.Empty(page.Errors);
        foreach (var attribute in new[] { "src", "href", "data", "srcset", "poster", "action" })
        {
            Assert.All(page.Document.All.Select(element => element.GetAttribute(attribute)).OfType<string>(), value =>
                Assert.True(value.StartsWith("data:image/png;base64,") || value.StartsWith('#'), value));
        }
        Assert.Empty(page.Document.QuerySelectorAll("link, iframe, object, embed, base"));
        Assert.DoesNotContain("@import", page.Document.QuerySelector("style")!.TextContent);
        Assert.DoesNotContain("url(", page.Document.QuerySelector("style")!.TextContent);
        var policy = page.Document.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'", policy);
        Assert.DoesNotContain("http", policy);
        // Each part that the page leads to is there.
        Assert.All(page.Document.QuerySelectorAll("nav a"), link =>
            Assert.NotNull(page.Document.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Contains("plotly.js v", page.Document.Scripts.Last(script => script.Text.Length > 1_000_000).Text);
    }

    [Fact]
    public void ThePageCarriesItsFigures()
    {
        var picture = Assert.Single(Page(new Circle()).Document.Images);
        Assert.Equal(Nasty, picture.AlternativeText);
        var bytes = Convert.FromBase64String(picture.GetAttribute("src")!["data:image/png;base64,".Length..]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "out", "figure.png")), bytes);
        using var bitmap = SKBitmap.Decode(bytes);
        Assert.True(bitmap is { Width: > 700, Height: > 700 });
    }

    [Fact]
    public void WhateverTextIsWrittenIsReadBack()
    {
        var document = Page(new Circle()).Document;
        Assert.Contains(document.QuerySelectorAll("figcaption"), caption => caption.TextContent.StartsWith(Nasty));
        Assert.Contains(document.QuerySelectorAll("td"), cell => cell.TextContent == Nasty);
        Assert.Contains(Charts(document), chart => chart.GetProperty("data")[0].GetProperty("name").GetString() == Nasty);
        var text = new StringWriter();
        var html = new HtmlWriter(text);
        Assert.Throws<ArgumentException>(() => html.Verbatim("script", "x = '</SCRIPT>'"));
        Assert.Throws<ArgumentException>(() => html.Verbatim("style", "<!--"));
        Assert.Empty(text.ToString());
    }

    [Fact]
    public void TheTableHasAColumnForEachPartAndSaysWhatKeysMean()
    {
        var table = Assert.IsAssignableFrom<IHtmlTableElement>(Page(new Circle()).Document.QuerySelector("#metrics table"));
        Assert.Equal(["key", "meaning", "value", "ring"], table.Head!.Rows[0].Cells.Select(cell => cell.TextContent));
        var rows = table.Bodies[0].Rows.Select(row => row.Cells.Select(cell => cell.TextContent).ToArray()).ToArray();
        Assert.Contains(rows, row => row is ["density.tv", var meaning, "0.12346", "0.5"] && meaning.StartsWith("Total variation"));
        Assert.Contains(rows, row => row is ["seed", _, "7", ""]);
    }

    [Fact]
    public void ChartsHoldWhatTheRunLeft()
    {
        var charts = Charts(Page(new Circle()).Document);
        Assert.Equal(["heatmap", "scatter", "scatter", "scatter"], Types(charts[0]));
        Assert.Equal(["mesh3d", "scatter3d", "scatter3d"], Types(charts[1]));
        var (surface, curve, points) = (charts[1].GetProperty("data")[0], charts[1].GetProperty("data")[1], charts[1].GetProperty("data")[2]);
        Assert.Equal([0f, 1f, 0f], Numbers(surface.GetProperty("x")));
        Assert.Equal([2f], Numbers(surface.GetProperty("k")));
        Assert.Equal([0f, 0.5f, 1f], Numbers(surface.GetProperty("intensity")));
        // One scale, and one bar that explains it.
        Assert.Equal(1, surface.GetProperty("cmax").GetDouble());
        Assert.True(surface.GetProperty("showscale").GetBoolean());
        Assert.False(curve.GetProperty("line").GetProperty("showscale").GetBoolean());
        Assert.Equal([-1f, 1f, float.NaN], Numbers(curve.GetProperty("x")));
        Assert.Equal("legendonly", points.GetProperty("visible").GetString());
        // The eye is where the view is, latitude 0 and longitude 90.
        var eye = charts[1].GetProperty("layout").GetProperty("scene").GetProperty("camera").GetProperty("eye");
        Assert.Equal(0, eye.GetProperty("x").GetDouble(), 12);
        Assert.True(eye.GetProperty("y").GetDouble() > 1);

        var (manifold, energy) = (charts[2], charts[3]);
        Assert.Equal("log", manifold.GetProperty("layout").GetProperty("yaxis").GetProperty("type").GetString());
        Assert.Equal([0.5f, 0.25f], Numbers(manifold.GetProperty("data")[0].GetProperty("y")));
        Assert.Equal("linear", energy.GetProperty("layout").GetProperty("yaxis").GetProperty("type").GetString());
        Assert.Equal([0.9f], Numbers(energy.GetProperty("data")[1].GetProperty("y")));
        Assert.Equal([0.1f, 0f], Numbers(charts[4].GetProperty("data")[3].GetProperty("x")));
    }

    [Fact]
    public void TheTableOfChainsGivesSharesAndResiduals()
    {
        var table = Assert.IsAssignableFrom<IHtmlTableElement>(Page(new Circle()).Document.QuerySelector("#chains table"));
        var cells = table.Bodies[0].Rows.Select(row => row.Cells.Select(cell => cell.TextContent).ToArray()).ToArray();
        Assert.Equal(["in training", "10", "90 %", "0", "0", "0", "10 %", "0", "0", "", "", ""], cells[0]);
        Assert.Equal(["ring: samples", "1,000", "100 %", "0", "0", "0", "0", "0", "0", "2.0e-6", "4.0e-6", "4.0e-6"], cells[1]);
    }

    [Fact]
    public void AttemptsAtOneTrainingAreNumbered()
    {
        var record = new RunRecord();
        var part = record.Under("left");
        foreach (var view in new[] { record, record, part, record, part })
            view.BeginTraining("manifold");
        Assert.Equal(
            ["manifold", "manifold, attempt 2", "left: manifold", "manifold, attempt 3", "left: manifold, attempt 2"],
            record.Curves.Select(curve => curve.Title));
    }

    [Theory]
    [InlineData("density.tv", "", "density.tv")]
    [InlineData("union.density.tv", "union", "density.tv")]
    [InlineData("constrained.union.density.tv", "constrained.union", "density.tv")]
    [InlineData("manifold.hausdorff.to_truth", "", "manifold.hausdorff.to_truth")]
    [InlineData("union.share_left", "union", "share_left")]
    [InlineData("density.tv.mean", "mean", "density.tv")]
    [InlineData("ring.density.tv.spread", "ring spread", "density.tv")]
    [InlineData("seed-3.ring.density.tv", "seed-3.ring", "density.tv")]
    [InlineData("no.such.key", "", "no.such.key")]
    [InlineData("no.such.mean", "", "no.such.mean")]
    public void KeysAreTakenApart(string full, string part, string key) => Assert.Equal((part, key), MetricMeanings.Split(full));

    [Fact]
    public void EveryExperimentShowsItsDeclarations()
    {
        foreach (var experiment in ExperimentCatalog.All)
        {
            var declarations = Page(experiment).Document.QuerySelectorAll("#declarations > pre").Select(code => code.TextContent);
            Assert.Contains("public sealed partial class", string.Concat(declarations));
        }
        var source = SourceListing.Read("Circle.cs")!;
        var shown = Page(new Circle()).Document.QuerySelectorAll("#declarations pre").Select(code => code.TextContent).ToArray();
        Assert.Equal(2, shown.Length);
        Assert.Equal(SourceListing.Declarations(source), shown[0]);
        Assert.StartsWith("/// <summary>F of Fig. 1", shown[0]);
        Assert.EndsWith("public sealed partial class CirclePushforward;", shown[0]);
        Assert.DoesNotContain("class Circle ", shown[0]);
        Assert.Equal(source.TrimStart('\uFEFF').TrimEnd(), shown[1]);
    }

    [Fact]
    public void DeclarationsMayHaveBodiesAndOtherCodeIsLeftOut()
    {
        const string Tube = """
            /// <summary>A tube; of radius 1.</summary>
            [Manifold(Ambient = 3)]
            public sealed partial class Tube
            {
                [Parameter(1)] public partial double Minor { get; set; }

                [Constraint]
                double Surface(double x, double y) => x * x + y * y - Minor * Minor;
            }
            """;
        const string Moved = "[Translate(typeof(Tube), 1, 0, 0)] public sealed partial class Moved;";
        var source = $"using A;\n\nnamespace B;\n\n{Tube}\n\npublic class C\n{{\n    int x;\n}}\n\n{Moved}\n\n[D]\npublic class E;\n";
        Assert.Equal($"{Tube}\n\n{Moved}", SourceListing.Declarations(source.Replace("\n", "\r\n")));
    }

    // A page with one of everything.
    private (IHtmlDocument Document, List<HtmlErrorEvent> Errors) Page(Experiment experiment)
    {
        using (var files = new OutputFolder(Path.Combine(folder, "out")))
        {
            var (metrics, record) = (new MetricsWriter(), new RunRecord());
            metrics.Set("experiment", Nasty);
            metrics.Set("seed", 7L);
            metrics.Set("density.tv", 0.123456);
            metrics.Under("ring").Set("density.tv", 0.5);
            var figure = new Figure([new GlobePanel("ball", new GlobeView(0, 0)).AddBall()]);
            record.Add(new FigureRecord(Nasty, "figure.png", figure.Save(files.FileAt("figure.png"))));
            AddScenes(record);
            AddTraining(record);
            ReportPage.Write(experiment, files, metrics, record);
            files.Publish();
        }
        var parser = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = false });
        var errors = new List<HtmlErrorEvent>();
        parser.Error += (_, error) => errors.Add((HtmlErrorEvent)error);
        return (parser.ParseDocument(File.ReadAllText(Path.Combine(folder, "out", ReportPage.FileName))), errors);
    }

    private static void AddScenes(RunRecord record)
    {
        var scale = new ColorScale(ColorMaps.Density, 0, 1, "density");
        var field = new PlaneField(1, new double[,] { { 0, 1 }, { 0.5, 1 } });
        var line = new SimplicialMesh(new PointSet([-1, 0, 1, 0], 2), [0, 1], 1);
        record.Add(new Scene("plane", 2, 1)
            .AddField(Nasty, field, scale)
            .AddMesh("line", line, [0, 1], scale)
            .AddPoints("points", new PointSet([0, 0], 2), Ink.DataOverDensity));
        var triangle = new SimplicialMesh(new PointSet([0, 0, 0, 1, 0, 0, 0, 1, 0], 3), [0, 1, 2], 2);
        var curve = new SimplicialMesh(new PointSet([-1, 0, 0, 1, 0, 0], 3), [0, 1], 1);
        record.Add(new Scene("space", 3, 1) { View = new GlobeView(0, 90) }
            .AddMesh("surface", triangle, [0, 0.5, 1], scale)
            .AddMesh("curve", curve, [0, 1], scale)
            .AddPoints("samples", new PointSet([0, 0, 0], 3), Ink.SamplesOverDensity, isShown: false));
        Assert.Throws<ArgumentException>(() => new Scene("plane", 2, 1).AddMesh("curve", curve, [0, 1], scale));
    }

    private static void AddTraining(RunRecord record)
    {
        var manifold = record.BeginTraining("manifold");
        manifold.Add(new TrainingProgress(TrainingPhase.Manifold, 1, 2, 0.5));
        manifold.Add(new TrainingProgress(TrainingPhase.Manifold, 2, 2, 0.25));
        manifold.AddTerm("rank penalty", [0.25, 0]);
        var counts = new LangevinCounts(9, 0, 0, 0, 1, 0, 0);
        record.BeginTraining("energy").Add(new TrainingProgress(TrainingPhase.Energy, 1, 1, -0.5, counts));
        record.AddChains("in training", counts);
        record.Under("ring").AddChains("samples", new LangevinCounts(1000, 0, 0, 0, 0, 0, 0), 1e-6, 4e-6, 2e-6);
    }

    private static JsonElement[] Charts(IHtmlDocument document) =>
    [
        .. document.Scripts.Where(script => script.Type == "application/json")
            .Select(script => JsonSerializer.Deserialize<JsonElement>(script.Text)),
    ];

    private static IEnumerable<string?> Types(JsonElement chart) =>
        chart.GetProperty("data").EnumerateArray().Select(trace => trace.GetProperty("type").GetString());

    private static float[] Numbers(JsonElement array)
    {
        var bytes = Convert.FromBase64String(array.GetProperty("bdata").GetString()!);
        var isFloat = array.GetProperty("dtype").GetString() == "f4";
        return [.. bytes.Chunk(4).Select(chunk =>
            isFloat ? BinaryPrimitives.ReadSingleLittleEndian(chunk) : BinaryPrimitives.ReadInt32LittleEndian(chunk))];
    }
}
