using System.Globalization;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes the field that keeps a module's constants as tensors.</summary>
internal static class ConstantsEmitter
{
    public static void Emit(SourceWriter writer, IReadOnlyList<ConstantMatrix> matrices)
    {
        if (matrices.Count == 0)
        {
            writer.Line($"private readonly {TypeNames.ConstantTensors} constants = new();");
            return;
        }

        writer.Line($"private readonly {TypeNames.ConstantTensors} constants = new(");
        for (var i = 0; i < matrices.Count; i++)
        {
            writer.Line("    new double[,]").Line("    {");
            for (var row = 0; row < matrices[i].Rows; row++)
                writer.Line($"        {{ {string.Join(", ", Row(matrices[i], row))} }},");
            writer.Line(i < matrices.Count - 1 ? "    }," : "    });");
        }
    }

    private static IEnumerable<string> Row(ConstantMatrix matrix, int row)
        => Enumerable.Range(row * matrix.Columns, matrix.Columns)
            .Select(i => matrix.Values[i].ToString("R", CultureInfo.InvariantCulture));
}
