using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Widths of C#'s integral types.</summary>
internal static class IntegerTypes
{
    private static readonly Dictionary<SpecialType, (int Bits, bool IsSigned)> Table = new()
    {
        [SpecialType.System_SByte] = (8, true),
        [SpecialType.System_Byte] = (8, false),
        [SpecialType.System_Int16] = (16, true),
        [SpecialType.System_UInt16] = (16, false),
        [SpecialType.System_Char] = (16, false),
        [SpecialType.System_Int32] = (32, true),
        [SpecialType.System_UInt32] = (32, false),
        [SpecialType.System_Int64] = (64, true),
        [SpecialType.System_UInt64] = (64, false),
    };

    public static bool IsIntegral(SpecialType type) => Table.ContainsKey(type);

    public static int Bits(SpecialType type) => Table[type].Bits;

    public static BigInteger Number(object constant)
        => constant switch
        {
            char character => character,
            ulong large => large,
            _ => Convert.ToInt64(constant, CultureInfo.InvariantCulture),
        };

    /// <summary>A number as a type holds it: wrapped around where it is too large, or null where that is an error.</summary>
    public static BigInteger? Fit(BigInteger number, SpecialType type, bool isChecked)
    {
        var (bits, isSigned) = Table[type];
        var count = BigInteger.One << bits;
        var least = isSigned ? -(count >> 1) : BigInteger.Zero;
        if (number >= least && number < least + count)
            return number;
        if (isChecked)
            return null;
        var wrapped = BigInteger.Remainder(number - least, count);
        return (wrapped.Sign < 0 ? wrapped + count : wrapped) + least;
    }
}
