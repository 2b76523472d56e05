using System.Text.Json.Nodes;

namespace DslManifolds.Samples.Reports;

/// <summary>Writes a <see cref="TrainingCurve"/> as a chart of plotly.js: the loss with its parts, below it the acceptance.</summary>
internal static class TrainingChart
{
    private static readonly string[] Colors = ["#1f4e79", "#d95f02", "#1b9e77", "#7570b3", "#e7298a"];

    /// <summary>The chart: its traces and its layout.</summary>
    public static JsonObject Of(TrainingCurve curve)
    {
        var lines = curve.Terms.Prepend(("loss", [.. curve.Losses])).ToArray();
        var traces = new JsonArray([.. lines.Select((line, i) => (JsonNode)Line(line.Item1, line.Item2, "y", Colors[i % Colors.Length]))]);
        // Losses of contrastive divergence may be negative. A part that is 0 makes a gap.
        var isLogarithmic = curve.Losses.All(loss => loss > 0) && curve.Terms.All(term => term.Values.All(value => value >= 0));
        var hasAcceptance = curve.Acceptance.Count > 0;
        var loss = Axis("loss", hasAcceptance ? 0.38 : 0, 1);
        loss["type"] = isLogarithmic ? "log" : "linear";
        if (isLogarithmic)
            (loss["exponentformat"], loss["dtick"]) = ("power", 1);
        var layout = new JsonObject
        {
            ["xaxis"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "epoch" }, ["anchor"] = hasAcceptance ? "y2" : "y" },
            ["yaxis"] = loss,
            ["hovermode"] = "x unified",
            ["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = 1.02, ["yanchor"] = "bottom" },
            ["margin"] = new JsonObject { ["l"] = 64, ["r"] = 14, ["t"] = 36, ["b"] = 44 },
        };
        if (hasAcceptance)
        {
            var accepted = Line("accepted", [.. curve.Acceptance], "y2", "#5a626b");
            traces.Add(accepted);
            layout["yaxis2"] = Axis("accepted", 0, 0.26);
            layout["yaxis2"]!["tickformat"] = ".3~%";
        }
        return new JsonObject { ["data"] = traces, ["layout"] = layout };
    }

    private static JsonObject Line(string name, double[] values, string axis, string color) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["name"] = name,
        ["x"] = TypedArray.Of(Enumerable.Range(1, values.Length)),
        ["y"] = TypedArray.Of(values),
        ["yaxis"] = axis,
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 1.8 },
    };

    private static JsonObject Axis(string title, double from, double to) => new()
    {
        ["title"] = new JsonObject { ["text"] = title },
        ["domain"] = new JsonArray(from, to),
        ["zeroline"] = false,
        ["automargin"] = true,
    };
}
