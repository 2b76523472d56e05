using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>Numbers that depend on the element type.</summary>
internal static class Arithmetic
{
    /// <summary>Spacing of numbers about one.</summary>
    public static double Epsilon(ScalarType type) => type == ScalarType.Float64 ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23);

    /// <summary>Tolerance on max |F| where none is given.</summary>
    public static double ResidualTolerance(ScalarType type) => type == ScalarType.Float64 ? 1e-10 : 1e-5;
}
