using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>The random numbers of <see cref="CounterRandom"/> in lanes: lane j holds those of chain <see cref="RandomKey.Chain"/> + j.</summary>
internal static class LaneNoise
{
    /// <summary>Standard normals.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Normals<T>(RandomKey key, Lanes<T> normals, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = normals.Elements(columns);
        Span<double> row = stackalloc double[columns];
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
        {
            CounterRandom.Normals(key with { Chain = key.Chain + (uint)lane }, row, columns);
            for (var i = 0; i < row.Length; i++)
                elements[i * Vector512<T>.Count + lane] = T.CreateTruncating(row[i]);
        }
    }

    /// <summary>Logarithms of uniforms on (0, 1).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector512<T> LogUniforms<T>(RandomKey key)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = Vector512<T>.Zero;
        Span<double> uniform = stackalloc double[1];
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
        {
            CounterRandom.Uniforms(key with { Chain = key.Chain + (uint)lane }, uniform, 1);
            result = result.WithElement(lane, T.CreateTruncating(Math.Log(uniform[0])));
        }

        return result;
    }
}
