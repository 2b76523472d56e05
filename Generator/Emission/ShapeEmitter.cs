using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes a type's dimensions as attributes, from which other assemblies know them.</summary>
internal static class ShapeEmitter
{
    public static void Emit(SourceWriter writer, ModelShape shape)
    {
        if (shape.HasManifold)
            writer.Line($"[{TypeNames.ManifoldShape}({shape.Ambient}, {shape.Dimension}, {shape.Outputs})]");
        if (shape.HasEnergy)
            writer.Line($"[{TypeNames.EnergyShape}({shape.Ambient})]");
    }
}
