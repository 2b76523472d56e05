using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Parsing;

/// <summary>Dimensions and layers of encoders, decoders and pushforward models.</summary>
public sealed class LatentParserTests
{
    [Theory]
    [InlineData("", false, "5-8-2")]
    [InlineData(", Variational = false", false, "5-8-2")]
    [InlineData(", Variational = true", true, "5-8-4")]
    public void AnEncodersLayersEndInItsCodes(string argument, bool isVariational, string widths)
    {
        var encoder = Assert.IsType<EncoderSpec>(Parsed.X($"[Encoder(Ambient = 5, Latent = 2{argument})] [Mlp(8)] partial class X;"));
        Assert.Equal((5, 2, isVariational, widths), (encoder.Ambient, encoder.Latent, encoder.IsVariational, Layers(encoder.Function).Widths));
        Assert.Equal(new ModelShape(ModelKind.Encoder, 5, 2, 0), encoder.Shape);
    }

    [Fact]
    public void ADecodersLayersLeadFromCodesToPoints()
    {
        var decoder = Assert.IsType<DecoderSpec>(
            Parsed.X("[Decoder(Ambient = 5, Latent = 2)] [Mlp(8, 7, Activation = Activation.Tanh)] partial class X;"));
        Assert.Equal(("2-8-7-5", ActivationKind.Tanh), (Layers(decoder.Function).Widths, Layers(decoder.Function).Activation));
        Assert.Equal(new ModelShape(ModelKind.Decoder, 5, 2, 0), decoder.Shape);
    }

    [Fact]
    public void APushforwardModelHasThePartsOfItsAttributeInOneOrder()
    {
        var model = Assert.IsType<PushforwardModelSpec>(
            Parsed.X("[PushforwardModel(latentEnergy: typeof(Cold), decoder: typeof(D), encoder: typeof(G))] partial class X;"));
        Assert.Equal(
            ("global::G", "global::D", "global::Cold"), (model.Encoder.TypeName, model.Decoder.TypeName, model.LatentEnergy.TypeName));
        Assert.Equal(("G", "g", "Cold"), (model.Encoder.PropertyName, model.Encoder.ParameterName, model.LatentEnergy.PropertyName));
        Assert.Equal(new ModelShape(ModelKind.PushforwardModel, 3, 2, 0), model.Shape);
    }

    private static MlpSpec Layers(FunctionSpec function) => Assert.IsType<MlpSpec>(Assert.Single(function.Parts));
}
