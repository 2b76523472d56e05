using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Kernels;

/// <summary><see cref="Philox4x32"/> for eight counters at once, which differ in their second word.</summary>
internal static class VectorPhilox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyIncrement0 = 0x9E3779B9;
    private const uint KeyIncrement1 = 0xBB67AE85;

    /// <summary>The four random words of each counter, in the lower halves; what is in the upper ones has no meaning.</summary>
    /// <param name="word0">Word 0 of the counters.</param>
    /// <param name="word1">Words 1 of the counters, in the lower halves.</param>
    /// <param name="high">Words 2 (low half) and 3 (high half) of the counters.</param>
    /// <param name="key">Words 0 (low half) and 1 (high half) of the key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> Word0, Vector512<ulong> Word1, Vector512<ulong> Word2, Vector512<ulong> Word3) Blocks(
        uint word0, Vector512<ulong> word1, ulong high, ulong key)
    {
        var first = Vector512.Create((ulong)word0);
        var second = word1;
        var third = Vector512.Create(high);
        var fourth = Vector512.Create(high >> 32);
        var (key0, key1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = Product(first, Multiplier0);
            var product1 = Product(third, Multiplier1);
            first = (product1 >>> 32) ^ second ^ Vector512.Create((ulong)key0);
            second = product1;
            third = (product0 >>> 32) ^ fourth ^ Vector512.Create((ulong)key1);
            fourth = product0;
            key0 += KeyIncrement0;
            key1 += KeyIncrement1;
        }

        return (first, second, third, fourth);
    }

    /// <summary>The products of the lower halves, 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> words, uint multiplier)
    {
        // The factor in both halves: one that is made by reinterpreting 64-bit numbers is 0 in code that is not optimized (.NET 10.0.12).
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(words.AsUInt32(), Vector512.Create(multiplier));
        if (Avx2.IsSupported)
        {
            var factor = Vector256.Create(multiplier);
            return Vector512.Create(
                Avx2.Multiply(words.GetLower().AsUInt32(), factor), Avx2.Multiply(words.GetUpper().AsUInt32(), factor));
        }

        return (words & Vector512.Create(0xFFFFFFFFul)) * Vector512.Create((ulong)multiplier);
    }
}
