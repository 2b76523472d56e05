using System.Runtime.CompilerServices;

namespace DslManifolds.Kernels;

/// <summary>
/// The counter-based generator Philox4x32 with 10 rounds: a bijection of 128-bit counters, chosen by a 64-bit key, whose outputs
/// pass the usual batteries of randomness tests. It has no state, so any block can be computed at any time, on any thread.
/// </summary>
/// <remarks>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3.</remarks>
public static class Philox4x32
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyIncrement0 = 0x9E3779B9;
    private const uint KeyIncrement1 = 0xBB67AE85;

    /// <summary>The four random words that belong to a counter.</summary>
    /// <param name="counterLow">Words 0 (low half) and 1 (high half) of the counter.</param>
    /// <param name="counterHigh">Words 2 (low half) and 3 (high half) of the counter.</param>
    /// <param name="key">Words 0 (low half) and 1 (high half) of the key.</param>
    /// <returns>Words 0 and 1, and words 2 and 3, of the output, laid out as the counter's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong Low, ulong High) Block(ulong counterLow, ulong counterHigh, ulong key)
    {
        var (word0, word1) = ((uint)counterLow, (uint)(counterLow >> 32));
        var (word2, word3) = ((uint)counterHigh, (uint)(counterHigh >> 32));
        var (key0, key1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * word0;
            var product1 = (ulong)Multiplier1 * word2;
            word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
            word1 = (uint)product1;
            word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
            word3 = (uint)product0;
            key0 += KeyIncrement0;
            key1 += KeyIncrement1;
        }

        return (word0 | (ulong)word1 << 32, word2 | (ulong)word3 << 32);
    }
}
