using DslManifolds.Generator.Diagnostics;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads the ambient dimension of [Manifold] and [Energy].</summary>
internal static class AmbientParser
{
    public static int? Parse(Declaration declaration, AttributeReader reader)
    {
        if (reader.Named<int>("Ambient") is not { } ambient)
        {
            declaration.Report(DiagnosticDescriptors.Ambient, () => reader.Location, declaration.Type.Name, "not stated");
            return null;
        }

        if (ambient < 1)
        {
            declaration.Report(DiagnosticDescriptors.Ambient, () => reader.NamedLocation("Ambient"), declaration.Type.Name, ambient);
            return null;
        }

        return ambient;
    }
}
