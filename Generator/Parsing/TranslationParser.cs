using System.Collections.Immutable;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads the vector of [Translate].</summary>
internal static class TranslationParser
{
    public static TranslationSpec? Parse(Declaration declaration, AttributeReader reader, string operand, ModelShape? shape)
    {
        const int parameter = 1;
        var offset = reader.PositionalNumbers(parameter);
        Numbers.CheckFinite(declaration, reader, parameter, offset);
        if (shape is not null && offset.Length != shape.Ambient)
        {
            // Marked is the first number too many, or where some are missing.
            Location? Place() => offset.Length > shape.Ambient ? reader.ElementLocation(parameter, shape.Ambient) : reader.ArrayLocation(parameter);
            declaration.Report(
                DiagnosticDescriptors.TranslationLength,
                ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Missing, $"{shape.Ambient - offset.Length}"),
                Place,
                declaration.Type.Name,
                Numbers.Count(offset.Length),
                operand,
                shape.Ambient);
        }

        return declaration.HasErrors ? null : new TranslationSpec(new EquatableArray<double>(offset));
    }
}
