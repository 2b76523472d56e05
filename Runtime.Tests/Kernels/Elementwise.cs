using System.Globalization;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Runtime.Tests.Kernels;

/// <summary>An elementwise function of float and of double vectors.</summary>
internal sealed record Elementwise(
    string Name,
    Func<Vector512<float>, Vector512<float>> Single,
    Func<Vector512<double>, Vector512<double>> Double)
{
    /// <summary>The functions whose values are in the table.</summary>
    public static IReadOnlyDictionary<string, Elementwise> All { get; } = new Elementwise[]
    {
        new("Sigmoid", VectorMath.Sigmoid, VectorMath.Sigmoid),
        new("Silu", VectorMath.Silu, VectorMath.Silu),
        new("Tanh", VectorMath.Tanh, VectorMath.Tanh),
        new("Softplus", VectorMath.Softplus, VectorMath.Softplus),
        new("Gelu", VectorMath.Gelu, VectorMath.Gelu),
        new("NormalCdf", VectorMath.NormalCdf, VectorMath.NormalCdf),
        new("NormalPdf", VectorMath.NormalPdf, VectorMath.NormalPdf),
        new("Sine", VectorMath.Sine, VectorMath.Sine),
        new("Cosine", VectorMath.Cosine, VectorMath.Cosine),
        new("Tangent", VectorMath.Tangent, VectorMath.Tangent),
        new("ArcSine", VectorMath.ArcSine, VectorMath.ArcSine),
        new("ArcCosine", VectorMath.ArcCosine, VectorMath.ArcCosine),
        new("ArcTangent", VectorMath.ArcTangent, VectorMath.ArcTangent),
        new("HyperbolicSine", VectorMath.HyperbolicSine, VectorMath.HyperbolicSine),
        new("HyperbolicCosine", VectorMath.HyperbolicCosine, VectorMath.HyperbolicCosine),
        new("AreaSine", VectorMath.AreaSine, VectorMath.AreaSine),
        new("AreaCosine", VectorMath.AreaCosine, VectorMath.AreaCosine),
        new("AreaTangent", VectorMath.AreaTangent, VectorMath.AreaTangent),
        new("CubeRoot", VectorMath.CubeRoot, VectorMath.CubeRoot),
        new("Exponential", VectorMath.Exponential, VectorMath.Exponential),
        new("Logarithm", VectorMath.Logarithm, VectorMath.Logarithm),
        new("LogarithmOnePlus", VectorMath.LogarithmOnePlus, VectorMath.LogarithmOnePlus),
    }.ToDictionary(function => function.Name);

    /// <summary>The names of all functions.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>
    /// Arguments and values, correctly rounded, of the functions: lines of a name and two doubles in hexadecimal. Computed with 400 digits
    /// by mpmath 1.2.1, at arguments drawn where the value is a normal number: over the whole range, near 0 and near zeros and poles.
    /// </summary>
    public static ILookup<string, (double X, double Value)> Table { get; } = ReadTable();

    private static ILookup<string, (double X, double Value)> ReadTable()
    {
        using var stream = typeof(Elementwise).Assembly.GetManifestResourceStream("elementwise.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToLookup(parts => parts[0], parts => (Number(parts[1]), Number(parts[2])));
    }

    private static double Number(string bits) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
