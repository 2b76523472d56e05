using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace DslManifolds.Samples.Reports;

/// <summary>Arrays of numbers in the form that plotly.js decodes: their bytes in base 64, a third of the length of decimals.</summary>
internal static class TypedArray
{
    /// <summary>Numbers in single precision, which is more than a screen shows. NaN makes a gap in a line.</summary>
    public static JsonObject Of(IEnumerable<double> numbers) =>
        Encode("f4", MemoryMarshal.AsBytes<float>(numbers.Select(number => (float)number).ToArray()));

    /// <summary>Whole numbers.</summary>
    public static JsonObject Of(IEnumerable<int> numbers) => Encode("i4", MemoryMarshal.AsBytes<int>(numbers.ToArray()));

    private static JsonObject Encode(string type, ReadOnlySpan<byte> bytes) =>
        new() { ["dtype"] = type, ["bdata"] = Convert.ToBase64String(bytes) };
}
