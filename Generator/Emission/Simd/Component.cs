using System.Globalization;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>A vector of one component as it stands in an expression.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Number">Its value where that is known.</param>
/// <param name="IsFleeting">Whether it reads scratch memory, which may be written again later.</param>
internal readonly record struct Component(string Text, double? Number, bool IsFleeting)
{
    public static Component Of(string text) => new(text, null, IsFleeting: false);

    public static Component Of(double number) => new(Literal(number), number, IsFleeting: false);

    /// <summary>What scratch memory holds now.</summary>
    public static Component Fleeting(string text) => new(text, null, IsFleeting: true);

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
