using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Stiefel]: the size of the matrices.</summary>
internal static class StiefelParser
{
    /// <summary>
    /// Entries of the matrix that picks the factors of all products, which is written out in the generated code: a row for each
    /// product, a column for each coordinate.
    /// </summary>
    private const int MaxEntries = 1 << 17;

    public static ManifoldSpec? Parse(Declaration declaration, AttributeReader reader)
    {
        var (rows, columns) = (reader.Named<int>("Rows") ?? 0, reader.Named<int>("Columns") ?? 0);
        if (columns < 1 || rows < columns || Entries(rows, columns) > MaxEntries)
        {
            declaration.Report(
                DiagnosticDescriptors.StiefelSize,
                () => rows >= 1 && columns < 1 ? reader.NamedLocation("Columns") : reader.NamedLocation("Rows"),
                declaration.Type.Name,
                rows,
                columns,
                columns >= 1 && rows >= columns ? "their equations are too many to write out" : "set Columns to 1 or more and Rows to no less");
            return null;
        }

        var part = new StiefelSpec(rows, columns);
        var ambient = rows * columns;
        return declaration.HasErrors
            ? null
            : new ManifoldSpec(TypeShapeParser.Spec(declaration.Type), ambient, ambient - part.Outputs, ManifoldParser.OfPart(ambient, part));
    }

    private static double Entries(double rows, double columns) => rows * (columns * (columns + 1) / 2) * (rows * columns);
}
