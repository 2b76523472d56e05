using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Stiefel]: the size of the matrices.</summary>
internal static class StiefelParser
{
    /// <summary>Where the number of coordinates can still be counted.</summary>
    private const int MaxRows = 1 << 15;

    public static ManifoldSpec? Parse(Declaration declaration, AttributeReader reader)
    {
        var (rows, columns) = (reader.Named<int>("Rows") ?? 0, reader.Named<int>("Columns") ?? 0);
        if (columns < 1 || rows < columns || rows > MaxRows)
        {
            declaration.Report(
                DiagnosticDescriptors.StiefelSize,
                () => rows >= 1 && columns < 1 ? reader.NamedLocation("Columns") : reader.NamedLocation("Rows"),
                declaration.Type.Name,
                rows,
                columns);
            return null;
        }

        var part = new StiefelSpec(rows, columns);
        var ambient = rows * columns;
        return declaration.HasErrors
            ? null
            : new ManifoldSpec(TypeShapeParser.Spec(declaration.Type), ambient, ambient - part.Outputs, ManifoldParser.OfPart(ambient, part));
    }
}
