namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// A product with a matrix as a method of the kernel: compiled once, however often it is called, with its sizes as constants. Written out
/// at every call, the dozen products of a training step would pass what the compiler is ready to inline in one method.
/// </summary>
/// <param name="Operation">Affine, Linear or Pullback.</param>
/// <param name="Rows">Rows of the matrix.</param>
/// <param name="Columns">Columns of the matrix.</param>
internal sealed record LayerProduct(string Operation, int Rows, int Columns)
{
    public string Method => $"{Operation}{Rows}x{Columns}";

    public void Emit(SourceWriter writer)
    {
        var bias = Operation == "Affine" ? $"{KernelNames.Weights} bias, " : "";
        writer.Line()
            .Line(KernelNames.OptimizedCall)
            .Line($"private static void {Method}({KernelNames.Weights} weight, {bias}{KernelNames.Lanes} x, {KernelNames.Lanes} y)")
            .Line($"    => {KernelNames.Dense}.{Operation}(weight, {(bias.Length > 0 ? "bias, " : "")}x, y, {Rows}, {Columns});");
    }
}
