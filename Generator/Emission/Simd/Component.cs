using System.Globalization;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>A vector of one component as it stands in an expression: something that can be read again and again, or a number.</summary>
internal readonly record struct Component(string Text, double? Number)
{
    public static Component Of(string text) => new(text, null);

    public static Component Of(double number) => new(Literal(number), number);

    private static string Literal(double number) => number switch
    {
        0 => KernelNames.Zero,
        1 => KernelNames.One,
        _ => $"{KernelNames.VectorMath}.Number<T>({Numeral(number)})",
    };

    /// <summary>A number in C#.</summary>
    public static string Numeral(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
