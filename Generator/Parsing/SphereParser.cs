using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Sphere]: the ambient dimension and the radius.</summary>
internal static class SphereParser
{
    public static ManifoldSpec? Parse(Declaration declaration, AttributeReader reader)
    {
        var ambient = AmbientParser.Parse(declaration, reader);
        var radius = reader.Named<double>("Radius") ?? 1;
        // F has the square of the radius.
        if (!(radius > 0) || !Numbers.IsFinite(radius * radius) || radius * radius == 0)
            declaration.Report(DiagnosticDescriptors.Radius, () => reader.NamedLocation("Radius"), declaration.Type.Name, Numbers.Text(radius));
        if (declaration.HasErrors)
            return null;
        var n = ambient!.Value;
        return new ManifoldSpec(TypeShapeParser.Spec(declaration.Type), n, n - 1, ManifoldParser.OfPart(n, new SphereSpec(radius)));
    }
}
