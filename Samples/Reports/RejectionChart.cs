using System.Text.Json.Nodes;

namespace DslManifolds.Samples.Reports;

/// <summary>Writes how chains went as a chart of plotly.js: a bar for each, of rejected steps by cause.</summary>
internal static class RejectionChart
{
    private const int Margins = 90;
    private const int BarHeight = 40;

    private static readonly string[] Colors = ["#0072b2", "#000000", "#56b4e9", "#e69f00", "#cc79a7", "#009e73"];

    /// <summary>The chart: its traces and its layout.</summary>
    public static JsonObject Of(IReadOnlyList<ChainRecord> chains)
    {
        var titles = chains.Select(chain => (JsonNode)chain.Title).ToArray();
        var causes = chains.Select(chain => ChainOutcomes.Rejections(chain.Counts).ToArray()).ToArray();
        var traces = new JsonArray();
        for (var cause = 0; cause < causes[0].Length; cause++)
        {
            traces.Add((JsonNode)new JsonObject
            {
                ["type"] = "bar",
                ["orientation"] = "h",
                ["name"] = causes[0][cause].Name,
                ["x"] = TypedArray.Of(causes.Select(chain => chain[cause].Share)),
                ["y"] = new JsonArray([.. titles.Select(title => title.DeepClone())]),
                ["marker"] = new JsonObject { ["color"] = Colors[cause] },
                ["hovertemplate"] = $"{causes[0][cause].Name}: %{{x:.3%}}<extra></extra>",
            });
        }
        var layout = new JsonObject
        {
            ["barmode"] = "stack",
            ["height"] = Margins + BarHeight * chains.Count,
            ["xaxis"] = new JsonObject
            {
                ["title"] = new JsonObject { ["text"] = "share of steps rejected" },
                ["tickformat"] = ".2~%",
                ["rangemode"] = "tozero",
            },
            ["yaxis"] = new JsonObject { ["automargin"] = true, ["autorange"] = "reversed" },
            ["legend"] = new JsonObject
            {
                ["orientation"] = "h",
                ["x"] = 0,
                ["y"] = 1.02,
                ["yanchor"] = "bottom",
                ["traceorder"] = "normal",
            },
            ["margin"] = new JsonObject { ["l"] = 120, ["r"] = 14, ["t"] = 36, ["b"] = 44 },
        };
        return new JsonObject { ["data"] = traces, ["layout"] = layout };
    }
}
