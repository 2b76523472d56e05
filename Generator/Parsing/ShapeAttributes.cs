using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads what the generator has written on a declared type of another assembly.</summary>
internal static class ShapeAttributes
{
    /// <summary>The type's shape, or null where it has none.</summary>
    public static ModelShape? Read(INamedTypeSymbol type)
    {
        var manifold = Numbers(type, TypeNames.ManifoldShapeAttribute, count: 3);
        var energy = Numbers(type, TypeNames.EnergyShapeAttribute, count: 1);
        if (manifold is null && energy is null)
            return Latent(type, TypeNames.EncoderShapeAttribute, ModelKind.Encoder) ?? Latent(type, TypeNames.DecoderShapeAttribute, ModelKind.Decoder);
        if (manifold is null)
            return new ModelShape(ModelKind.Energy, energy![0], Dimension: 0, Outputs: 0);
        return new ModelShape(
            energy is null ? ModelKind.Manifold : ModelKind.ConstrainedModel,
            manifold[0],
            manifold[1],
            manifold[2],
            Data(type, TypeNames.ManifoldShapeAttribute)!.ConstructorArguments.Any(argument => argument.Value is true));
    }

    private static ModelShape? Latent(INamedTypeSymbol type, string attribute, ModelKind kind)
        => Numbers(type, attribute, count: 2) is [var ambient, var latent] ? new ModelShape(kind, ambient, latent, Outputs: 0) : null;

    private static int[]? Numbers(INamedTypeSymbol type, string attribute, int count)
    {
        var numbers = Data(type, attribute)?.ConstructorArguments.Select(argument => argument.Value).OfType<int>().ToArray();
        return numbers?.Length == count ? numbers : null;
    }

    private static AttributeData? Data(INamedTypeSymbol type, string attribute)
        => type.GetAttributes().FirstOrDefault(data => AttributeReader.IsNamed(data, attribute));
}
