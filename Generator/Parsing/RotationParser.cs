using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Rotate]: the plane of two coordinates and an angle, or a matrix.</summary>
internal static class RotationParser
{
    private const string Degrees = "Degrees";

    /// <summary>How far from orthogonal a matrix may be as it is written.</summary>
    private const double Tolerance = 1e-6;

    public static RotationSpec? Parse(Declaration declaration, AttributeReader reader, string operand, ModelShape? shape)
    {
        // (Type, int, int) or (Type, double[]).
        var matrix = reader.Parameters == 3 ? Plane(declaration, reader, shape?.Ambient) : Matrix(declaration, reader, operand, shape?.Ambient);
        return declaration.HasErrors || matrix is null ? null : new RotationSpec(new EquatableArray<double>(matrix));
    }

    private static double[]? Plane(Declaration declaration, AttributeReader reader, int? ambient)
    {
        var name = declaration.Type.Name;
        var (from, to) = (reader.Positional(1).Value as int? ?? 0, reader.Positional(2).Value as int? ?? 0);
        if (reader.Named<double>(Degrees) is not { } degrees)
        {
            declaration.Report(DiagnosticDescriptors.RotationAngle, () => reader.Location, name, "turns a plane by no angle: set Degrees");
            return null;
        }

        if (!Numbers.IsFinite(degrees))
            declaration.Report(DiagnosticDescriptors.NotFinite, () => reader.NamedLocation(Degrees), name, Numbers.Text(degrees));
        if (ambient is not { } n)
            return null;
        var isFromRight = from >= 0 && from < n;
        if (!isFromRight || to < 0 || to >= n || from == to)
        {
            declaration.Report(
                DiagnosticDescriptors.RotationPlane, () => reader.PositionalLocation(isFromRight ? 2 : 1), name, from, to, n, n - 1);
            return null;
        }

        return OrthogonalMatrix.Plane(n, from, to, degrees);
    }

    private static double[]? Matrix(Declaration declaration, AttributeReader reader, string operand, int? ambient)
    {
        const int parameter = 1;
        var name = declaration.Type.Name;
        var matrix = reader.PositionalNumbers(parameter);
        if (reader.Has(Degrees))
            declaration.Report(DiagnosticDescriptors.RotationAngle, () => reader.NamedLocation(Degrees), name, "has a matrix: Degrees goes with a plane");
        Numbers.CheckFinite(declaration, reader, parameter, matrix);
        if (ambient is not { } n || !matrix.All(Numbers.IsFinite))
            return null;
        if (matrix.Length != (long)n * n)
        {
            declaration.Report(
                DiagnosticDescriptors.RotationSize, () => reader.ArrayLocation(parameter), name, Numbers.Count(matrix.Length), operand, n, (long)n * n);
            return null;
        }

        var (row, column, defect) = OrthogonalMatrix.WorstProduct(n, matrix);
        if (!(Math.Abs(defect) <= Tolerance))
        {
            var right = row == column ? 1 : 0;
            declaration.Report(
                DiagnosticDescriptors.NotOrthogonal, () => reader.ArrayLocation(parameter), name, row, column, Numbers.Text(right + defect), right);
            return null;
        }

        return OrthogonalMatrix.Nearest(n, matrix);
    }
}
