using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DslManifolds.Samples.Reports;

/// <summary>
/// Collects the numbers of a run and writes them as one flat JSON object, keys in the order they were set. Every number is
/// finite: one that is not is refused by name when it is set, because a report with a NaN in it is no report.
/// </summary>
internal sealed class MetricsWriter
{
    private readonly OrderedDictionary<string, object> values;
    private readonly string prefix;

    /// <summary>An empty report.</summary>
    public MetricsWriter()
        : this([], "")
    {
    }

    private MetricsWriter(OrderedDictionary<string, object> values, string prefix) =>
        (this.values, this.prefix) = (values, prefix);

    /// <summary>Keys in the order of the file.</summary>
    public IEnumerable<string> Keys => values.Keys;

    /// <summary>A writer into the same report for one of its parts: each key it is given stands as <c>part.key</c>.</summary>
    public MetricsWriter Under(string part) => new(values, $"{prefix}{part}.");

    /// <summary>Sets a number.</summary>
    /// <exception cref="ArithmeticException">The number is NaN or infinite.</exception>
    public void Set(string key, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArithmeticException(FormattableString.Invariant(
                $"The metric {prefix}{key} is {value}: the run diverged, or there is nothing to measure. Try another --seed."));
        }
        Add(key, value);
    }

    /// <summary>Sets a whole number.</summary>
    public void Set(string key, long value) => Add(key, value);

    /// <summary>Sets a text.</summary>
    public void Set(string key, string value) => Add(key, value);

    /// <summary>The number at a key.</summary>
    public double Number(string key) => Convert.ToDouble(values[prefix + key], CultureInfo.InvariantCulture);

    /// <summary>The text at a key; null where there is a number.</summary>
    public string? Text(string key) => values[prefix + key] as string;

    /// <summary>The value at a key for people to read: of a number that is not whole five digits.</summary>
    public string Shown(string key) => values[prefix + key] switch
    {
        double number => number.ToString("G5", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Whether a key has been set.</summary>
    public bool Has(string key) => values.ContainsKey(prefix + key);

    /// <summary>Writes the file: UTF-8 without a byte order mark, '\n' line ends.</summary>
    public void Write(string path)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            foreach (var (key, value) in values)
            {
                switch (value)
                {
                    case double number: json.WriteNumber(key, number); break;
                    case long number: json.WriteNumber(key, number); break;
                    default: json.WriteString(key, (string)value); break;
                }
            }
            json.WriteEndObject();
        }
        File.WriteAllText(path, Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private void Add(string key, object value)
    {
        if (!values.TryAdd(prefix + key, value))
            throw new ArgumentException($"The metric {prefix}{key} is set twice.", nameof(key));
    }
}
