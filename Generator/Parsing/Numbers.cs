using System.Globalization;
using DslManifolds.Generator.Diagnostics;

namespace DslManifolds.Generator.Parsing;

/// <summary>Numbers in attributes: constants may be infinite or not a number.</summary>
internal static class Numbers
{
    public static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    /// <summary>A number as messages write it.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Several things in words: one number, 2 numbers.</summary>
    public static string Count(int count) => count == 1 ? "1 number" : $"{count} numbers";

    /// <summary>Reports elements of a params array that are not finite.</summary>
    public static void CheckFinite(Declaration declaration, AttributeReader reader, int parameter, double[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var index = i;
            if (!IsFinite(numbers[i]))
                declaration.Report(DiagnosticDescriptors.NotFinite, () => reader.ElementLocation(parameter, index), declaration.Type.Name, Text(numbers[i]));
        }
    }
}
