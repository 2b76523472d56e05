using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Samples.Reports;

/// <summary>
/// Writes <c>report.html</c>: all that a run has found on one page that needs neither a network nor another file. It carries its
/// figures, the numbers of its charts and plotly.js, which draws them; a policy in its head forbids it to load anything.
/// </summary>
internal sealed class ReportPage
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.html";

    private const string Policy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Experiment experiment;
    private readonly OutputFolder files;
    private readonly MetricsWriter metrics;
    private readonly RunRecord record;
    private readonly HtmlWriter html;

    private ReportPage(Experiment experiment, OutputFolder files, MetricsWriter metrics, RunRecord record, HtmlWriter html) =>
        (this.experiment, this.files, this.metrics, this.record, this.html) = (experiment, files, metrics, record, html);

    /// <summary>Writes the page.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="files">The run's folder; its figures are read from there.</param>
    /// <param name="metrics">The run's numbers.</param>
    /// <param name="record">What the run left beside numbers.</param>
    public static void Write(Experiment experiment, OutputFolder files, MetricsWriter metrics, RunRecord record)
    {
        using var file = new StreamWriter(files.FileAt(FileName));
        file.Write("<!DOCTYPE html>\n");
        new ReportPage(experiment, files, metrics, record, new HtmlWriter(file)).Write();
    }

    private void Write()
    {
        using var root = html.Element("html", ("lang", "en"));
        WriteHead();
        using var body = html.Element("body");
        WriteHeader();
        using (html.Element("main"))
        {
            WriteFigures();
            WriteScenes();
            WriteMetrics();
            WriteTraining();
            WriteChains();
            WriteDeclarations();
        }
        html.Verbatim("script", Resource("plotly.min.js"));
        html.Verbatim("script", Resource("report.js"));
    }

    private void WriteHead()
    {
        using var head = html.Element("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Element("title", $"{experiment.Name} · DslManifolds");
        html.Verbatim("style", Resource("report.css"));
    }

    private void WriteHeader()
    {
        using var header = html.Element("header");
        html.Element("h1", experiment.Name);
        html.Element("p", $"{experiment.Summary} ({experiment.Figure})");
        using (html.Element("dl", ("class", "facts")))
        {
            var keys = new[] { "seed", "backend", "device", "wall_s.total", "wall_s.process" };
            foreach (var key in keys.Where(metrics.Has))
            {
                using var fact = html.Element("div");
                html.Element("dt", key);
                html.Element("dd", metrics.Shown(key));
            }
        }
        using var navigation = html.Element("nav");
        foreach (var (id, title) in Sections())
            html.Element("a", title, ("href", $"#{id}"));
    }

    private IEnumerable<(string Id, string Title)> Sections()
    {
        if (record.Figures.Count > 0)
            yield return ("figures", "Figures");
        if (record.Scenes.Count > 0)
            yield return ("scenes", "To turn and enlarge");
        yield return ("metrics", "Metrics");
        if (record.Curves.Count > 0)
            yield return ("training", "Training");
        if (record.Chains.Count > 0)
            yield return ("chains", "Chains");
        yield return ("declarations", "Declarations");
    }

    private void WriteFigures()
    {
        if (record.Figures.Count == 0)
            return;
        using var section = Section("figures", "Figures");
        foreach (var figure in record.Figures)
        {
            using var element = html.Element("figure");
            using (html.Element("figcaption"))
            {
                html.Text(figure.Caption);
                html.Element("small", $"{figure.File}; each panel: {string.Join(", ", figure.Panels)}");
            }
            using var paper = html.Element("div", ("class", "paper"));
            var picture = Convert.ToBase64String(File.ReadAllBytes(files.FileAt(figure.File)));
            html.Void("img", ("src", $"data:image/png;base64,{picture}"), ("alt", figure.Caption));
        }
    }

    private void WriteScenes()
    {
        if (record.Scenes.Count == 0)
            return;
        using var section = Section("scenes", "To turn and enlarge");
        html.Element(
            "p", "Drag to turn, scroll to enlarge; scenes in space turn together. The legend shows and hides.", ("class", "note"));
        using var charts = html.Element("div", ("class", "charts"));
        foreach (var scene in record.Scenes)
            WriteChart(scene.Title, "plot scene", SceneChart.Of(scene));
    }

    private void WriteMetrics()
    {
        using var section = Section("metrics", "Metrics");
        MetricTable.Write(html, metrics);
    }

    private void WriteTraining()
    {
        if (record.Curves.Count == 0)
            return;
        using var section = Section("training", "Training");
        using var charts = html.Element("div", ("class", "charts"));
        foreach (var curve in record.Curves)
            WriteChart(curve.Title, "plot", TrainingChart.Of(curve));
    }

    private void WriteChains()
    {
        if (record.Chains.Count == 0)
            return;
        using var section = Section("chains", "Chains");
        ChainTable.Write(html, record.Chains);
        WriteChart("Rejected steps by cause", "plot bars", RejectionChart.Of(record.Chains));
    }

    private void WriteDeclarations()
    {
        using var section = Section("declarations", "Declarations");
        foreach (var name in experiment.SourceFiles)
        {
            if (SourceListing.Read(name) is not { } source)
                continue;
            html.Element("h3", name);
            if (SourceListing.Declarations(source) is { Length: > 0 } declarations)
                SourceColors.Write(html, declarations);
            using var details = html.Element("details");
            html.Element("summary", "the whole file, with settings");
            SourceColors.Write(html, source.TrimStart('\uFEFF').TrimEnd());
        }
    }

    private void WriteChart(string title, string kind, JsonObject chart)
    {
        using var figure = html.Element("figure");
        html.Element("figcaption", title);
        using var paper = html.Element("div", ("class", "paper"));
        html.Element("div", "", ("class", kind));
        html.Verbatim("script", Json(chart), ("type", "application/json"));
    }

    // The encoder that is meant for HTML spells out the + of base 64; without it the < must be.
    private static string Json(JsonObject value) => value.ToJsonString(Relaxed).Replace("<", "\\u003c", StringComparison.Ordinal);

    private HtmlWriter.Scope Section(string id, string title)
    {
        var section = html.Element("section", ("id", id));
        html.Element("h2", title);
        return section;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
