namespace DslManifolds.Samples.Reports;

/// <summary>Writes the metrics as a table: a row for each key, what it means, and a column for each part of the run.</summary>
internal static class MetricTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(HtmlWriter html, MetricsWriter metrics)
    {
        var split = metrics.Keys.Select(full => (Full: full, Name: MetricMeanings.Split(full))).ToArray();
        var parts = split.Select(key => key.Name.Part).Distinct().ToArray();
        var order = MetricMeanings.Keys.Index().ToDictionary(key => key.Item, key => key.Index);
        var rows = split.GroupBy(key => key.Name.Key).OrderBy(row => order.GetValueOrDefault(row.Key, int.MaxValue));

        using var scroll = html.Element("div", ("class", "scroll"));
        using var table = html.Element("table");
        using (html.Element("thead"))
        {
            using var row = html.Element("tr");
            html.Element("th", "key", ("scope", "col"));
            html.Element("th", "meaning", ("scope", "col"));
            foreach (var part in parts)
                html.Element("th", part.Length == 0 ? "value" : part, ("scope", "col"), ("class", "number"));
        }
        using var body = html.Element("tbody");
        foreach (var keys in rows)
        {
            using var row = html.Element("tr");
            using (html.Element("th", ("scope", "row")))
                html.Element("code", keys.Key);
            html.Element("td", MetricMeanings.Of(keys.Key) ?? "", ("class", "meaning"));
            var values = keys.ToDictionary(key => key.Name.Part, key => metrics.Shown(key.Full));
            foreach (var part in parts)
                html.Element("td", values.GetValueOrDefault(part, ""), ("class", "number"));
        }
    }
}
