using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Kernels;

/// <summary>Sums over lanes, of four vectors at once: halves are added until four times four numbers are left, which are transposed.</summary>
internal static class AcrossLanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (!Sse.IsSupported)
            return Vector128.Create(Vector512.Sum(a), Vector512.Sum(b), Vector512.Sum(c), Vector512.Sum(d));
        var (a4, b4, c4, d4) = (Quarter(a), Quarter(b), Quarter(c), Quarter(d));
        var ab = Sse.UnpackLow(a4, b4) + Sse.UnpackHigh(a4, b4);
        var cd = Sse.UnpackLow(c4, d4) + Sse.UnpackHigh(c4, d4);
        return Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        if (!Avx.IsSupported)
            return Vector256.Create(Vector512.Sum(a), Vector512.Sum(b), Vector512.Sum(c), Vector512.Sum(d));
        var (a4, b4, c4, d4) = (Half(a), Half(b), Half(c), Half(d));
        var ab = Avx.HorizontalAdd(a4, b4);
        var cd = Avx.HorizontalAdd(c4, d4);

        // (a₀₁, b₀₁, c₀₁, d₀₁) + (a₂₃, b₂₃, c₂₃, d₂₃)
        return Avx.Blend(ab, cd, 0b1100) + Avx.Permute2x128(ab, cd, 0x21);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(Vector512<float> vector)
    {
        var half = vector.GetLower() + vector.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Half(Vector512<double> vector) => vector.GetLower() + vector.GetUpper();
}
