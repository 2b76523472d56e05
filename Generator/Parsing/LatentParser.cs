using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Encoder] and [Decoder]: the two dimensions, of which the latent one is less, and the layers.</summary>
internal static class LatentParser
{
    public static EncoderSpec? Encoder(Declaration declaration, AttributeReader reader)
    {
        var (ambient, latent) = Dimensions(declaration, reader);
        var isVariational = reader.Named<bool>("Variational") ?? false;
        var layers = MlpParser.Parse(declaration, reader, ambient, isVariational ? 2 * latent : latent, method: null);
        return declaration.HasErrors
            ? null
            : new EncoderSpec(
                TypeShapeParser.Spec(declaration.Type), ambient!.Value, latent!.Value, isVariational, ManifoldParser.OfPart(ambient.Value, layers!));
    }

    public static DecoderSpec? Decoder(Declaration declaration, AttributeReader reader)
    {
        var (ambient, latent) = Dimensions(declaration, reader);
        var layers = MlpParser.Parse(declaration, reader, latent, ambient, method: null);
        return declaration.HasErrors
            ? null
            : new DecoderSpec(TypeShapeParser.Spec(declaration.Type), latent!.Value, ambient!.Value, ManifoldParser.OfPart(latent.Value, layers!));
    }

    private static (int? Ambient, int? Latent) Dimensions(Declaration declaration, AttributeReader reader)
    {
        var ambient = AmbientParser.Parse(declaration, reader);
        var latent = reader.Named<int>("Latent");
        if (latent >= 1 && !(latent >= ambient))
            return (ambient, latent);
        declaration.Report(
            DiagnosticDescriptors.Latent,
            () => reader.NamedLocation("Latent"),
            declaration.Type.Name,
            latent is { } stated ? stated : "not stated",
            ambient is { } n ? $"{n}" : "n");
        return (ambient, null);
    }
}
