using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Samples.Measurement;

/// <summary>
/// How many multiply-adds in float one core does at most: twelve chains of them in registers, enough to hide their latency. A
/// multiply-add counts as two operations.
/// </summary>
internal static class MultiplyAddPeak
{
    private const int Chains = 12;
    private const int Rounds = 20_000;

    /// <summary>The best of many short bursts, in 10⁹ operations a second.</summary>
    /// <param name="seconds">Time to spend.</param>
    public static double Gflops(double seconds)
    {
        var best = double.PositiveInfinity;
        var clock = Stopwatch.StartNew();
        var sum = Burst(0.5f, 0.25f);
        do
        {
            var start = Stopwatch.GetTimestamp();
            sum += Burst(0.5f, 0.25f);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        while (clock.Elapsed.TotalSeconds < seconds);

        // Every chain tends to 0.25 / (1 − 0.5), so the sums are finite; using them keeps the work from being left out.
        if (!float.IsFinite(sum))
            throw new ArithmeticException("The multiply-adds overflowed.");
        return 2.0 * Chains * Rounds * Vector512<float>.Count / best / 1e9;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Burst(float factor, float term)
    {
        var (m, c) = (Vector512.Create(factor), Vector512.Create(term));
        var s0 = Vector512<float>.Zero;
        var (s1, s2, s3, s4, s5, s6) = (s0, s0, s0, s0, s0, s0);
        var (s7, s8, s9, s10, s11) = (s0, s0, s0, s0, s0);
        for (var i = 0; i < Rounds; i++)
        {
            s0 = Vector512.MultiplyAddEstimate(s0, m, c);
            s1 = Vector512.MultiplyAddEstimate(s1, m, c);
            s2 = Vector512.MultiplyAddEstimate(s2, m, c);
            s3 = Vector512.MultiplyAddEstimate(s3, m, c);
            s4 = Vector512.MultiplyAddEstimate(s4, m, c);
            s5 = Vector512.MultiplyAddEstimate(s5, m, c);
            s6 = Vector512.MultiplyAddEstimate(s6, m, c);
            s7 = Vector512.MultiplyAddEstimate(s7, m, c);
            s8 = Vector512.MultiplyAddEstimate(s8, m, c);
            s9 = Vector512.MultiplyAddEstimate(s9, m, c);
            s10 = Vector512.MultiplyAddEstimate(s10, m, c);
            s11 = Vector512.MultiplyAddEstimate(s11, m, c);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
