using System.Globalization;

namespace DslManifolds.Samples.Reports;

/// <summary>Writes how chains went as a table: steps, how they ended, and how far from F = 0 the last points are.</summary>
internal static class ChainTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<ChainRecord> chains)
    {
        var causes = ChainOutcomes.Rejections(chains[0].Counts).Select(cause => cause.Name);
        using var scroll = html.Element("div", ("class", "scroll"));
        using var table = html.Element("table");
        using (html.Element("thead"))
        {
            using var row = html.Element("tr");
            html.Element("th", "chains", ("scope", "col"));
            foreach (var title in new[] { "steps", "accepted" }.Concat(causes).Concat(["|F| median", "|F| 95\u00a0%", "|F| greatest"]))
                html.Element("th", title, ("scope", "col"), ("class", "number"));
        }
        using var body = html.Element("tbody");
        foreach (var chain in chains)
        {
            using var row = html.Element("tr");
            html.Element("th", chain.Title, ("scope", "row"));
            var shares = ChainOutcomes.Rejections(chain.Counts).Select(cause => cause.Share).Prepend(chain.Counts.AcceptanceRate);
            var residuals = new[] { 0.5, 0.95, 1 }.Select(share => Quantile(chain.Residuals, share));
            foreach (var cell in shares.Select(Percent).Prepend(Number(chain.Counts.Total, "N0")).Concat(residuals))
                html.Element("td", cell, ("class", "number"));
        }
    }

    private static string Quantile(double[] values, double share) =>
        values.Length == 0 ? "" : Number(values.Order().ElementAt((int)Math.Ceiling(share * values.Length) - 1), "0.0e+0");

    private static string Percent(double share) => share == 0 ? "0" : Number(100 * share, "0.###") + " %";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
