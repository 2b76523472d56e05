namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM061 and DSLM062, and what encoders, decoders and pushforward models share with the other kinds.</summary>
internal static class LatentCases
{
    private const string Parts = """
        [Encoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class G;
        [Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class D;
        [Energy(Ambient = 2)] [Mlp(8)] public sealed partial class Cold;

        """;

    private const string Members = "int own = model.G.GetHashCode() + model.D.GetHashCode() + model.Cold.GetHashCode(); using var made = new X(model.G, model.D, model.Cold);";

    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM061 missing"] = Encoder("[{|DSLM061:Encoder(Ambient = 3)|}] [Mlp(8)]"),
        ["DSLM061 zero"] = Decoder("[Decoder(Latent = {|DSLM061:0|}, Ambient = 3)] [Mlp(8)]"),
        ["DSLM061 equal to the ambient dimension"] = Decoder("[Decoder(Latent = {|DSLM061:1 + 2|}, Ambient = 3)] [Mlp(8)]"),
        ["DSLM061 no room"] = Encoder("[Encoder(Ambient = 1, Latent = {|DSLM061:1|}, Variational = true)] [Mlp(8)]"),
        ["DSLM061 and DSLM010"] = Encoder("[{|DSLM010:Encoder(Latent = {|DSLM061:-1|})|}] [Mlp(8)]"),
        ["DSLM010 encoder, its latent dimension in order"] = Encoder("[{|DSLM010:Encoder(Latent = 1)|}] [Mlp(8)]"),
        ["DSLM010 decoder"] = Decoder("[Decoder(Latent = 1, Ambient = {|DSLM010:-2|})] [Mlp(8)]"),
        ["DSLM013 encoder"] = Encoder("[{|DSLM013:Encoder(Ambient = 3, Latent = 2)|}]"),
        ["DSLM013 decoder, no widths"] = Decoder("[Decoder(Ambient = 3, Latent = 2)] [{|DSLM013:Mlp|}]"),
        ["DSLM014 decoder"] = Decoder("[Decoder(Ambient = 3, Latent = 2)] [Mlp(8, {|DSLM014:0|})]"),
        ["DSLM015 encoder"] = Encoder("[Encoder(Ambient = 3, Latent = 2)] [Mlp(8, Activation = {|DSLM015:(Activation)77|})]"),
        ["DSLM001 decoder"] = new("[Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed class {|DSLM001:X|};") { Emittable = false },
        ["DSLM003 encoder"] = new("[Encoder(Ambient = 3, Latent = 2)] [Mlp(8)] public static partial class {|DSLM003:X|};") { Emittable = false },
        ["DSLM005 encoder"] = Encoder("[Encoder(Ambient = 3, Latent = 2)] [Mlp(8)]", "public {|DSLM005:X|}(string name) { }"),
        ["DSLM006 encoder"] = Encoder("[Encoder(Ambient = 3, Latent = 2)] [Mlp(8)]", "private int {|DSLM006:constants|}; private void {|DSLM006:EncodeRecorded|}() { }"),
        ["DSLM006 encoder's explicit implementation"] = Encoder(
            "[Encoder(Ambient = 3, Latent = 2)] [Mlp(8)]", "bool IEncoder.{|DSLM006:IsVariational|} => true; int IEncoder.{|DSLM006:LatentDimension|} => 2;"),
        ["DSLM006 decoder"] = new(
            "[Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class X { public int {|DSLM006:Decode|}; public int {|DSLM006:LatentDimension|}; }",
            Use.ModuleOnly("X", "IDecoder decoder = model; decoder.Decode(x); model.DecodeAndJvp(x, x);")),
        ["DSLM006 pushforward model"] = Pushforward(
            "typeof(G), typeof(D), typeof(Cold)", members: "private bool {|DSLM006:ownsOperands|}; private int {|DSLM006:G|};", uses: ""),
        ["DSLM007 decoder"] = new(
            "[Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class {|DSLM007:Decode|};",
            Use.ModuleOnly("Decode", "IDecoder decoder = model; decoder.Decode(x); model.DecodeAndVjp(x, x);")),
        ["DSLM008 encoder and decoder"] = Encoder("[{|DSLM008:Decoder(Ambient = 3, Latent = 2)|}] [Encoder(Ambient = 3, Latent = 2)] [Mlp(8)]"),
        ["DSLM009 on a pushforward model"] = Pushforward("typeof(G), typeof(D), typeof(Cold)", "[{|DSLM009:Mlp(8)|}]"),
        ["DSLM040 constraint in a decoder"] = Decoder(
            "[Decoder(Ambient = 3, Latent = 2)] [Mlp(8)]", "[{|DSLM040:Constraint|}] double F(double x, double y) => x - y;"),
        ["DSLM040 parameter in an encoder"] = Encoder(
            "[Encoder(Ambient = 3, Latent = 2)] [Mlp(8)]", "[{|DSLM040:Parameter(1)|}] public partial double R { get; set; }"),

        ["DSLM016 kinds of parts"] = Pushforward("{|DSLM016:typeof(Cold)|}, {|DSLM016:typeof(G)|}, {|DSLM016:typeof(D)|}", uses: ""),
        ["DSLM016 parts by name"] = Pushforward("latentEnergy: {|DSLM016:typeof(G)|}, decoder: typeof(D), encoder: typeof(G)", uses: ""),
        ["DSLM016 an energy for a decoder"] = Pushforward("typeof(G), {|DSLM016:typeof(Cold)|}, typeof(Cold)", uses: ""),
        ["DSLM016 a pushforward model in a union"] = new(
            Parts + """
            [PushforwardModel(typeof(G), typeof(D), typeof(Cold))] public sealed partial class Model;
            [Union({|DSLM016:typeof(Model)|}, {|DSLM016:typeof(G)|})] public sealed partial class X;
            [Translate({|DSLM016:typeof(D)|}, 1, 2, 3)] public sealed partial class Y;
            [Union(typeof(Cold), {|DSLM016:typeof(D)|})] public sealed partial class Z;
            """,
            Use.Energy("Z") + Use.Model("X").Replace("using DslManifolds;\nusing TorchSharp;\n", "")),
        ["DSLM016 a decoder in a constrained model"] = new(
            Parts + "[ConstrainedModel({|DSLM016:typeof(D)|}, typeof(Cold))] public sealed partial class X;", Use.Model("X", "Cold cold = model.Cold;")),
        ["DSLM017 decoder first"] = Pushforward("{|DSLM017:typeof(D)|}, typeof(G), typeof(Cold)", uses: "G g = model.G; D d = model.D;"),
        ["DSLM017 parts by name"] = Pushforward("latentEnergy: typeof(Cold), encoder: {|DSLM017:typeof(D)|}, decoder: typeof(G)", uses: "Cold cold = model.Cold;"),
        ["DSLM018 encoder and decoder"] = Pushforward(
            "typeof(G), {|DSLM018:typeof(Wide)|}, typeof(Cold)", more: "[Decoder(Ambient = 4, Latent = 2)] [Mlp(8)] public sealed partial class Wide;", uses: "Wide wide = model.Wide;"),
        ["DSLM019 a hidden decoder"] = Pushforward(
            "typeof(G), {|DSLM019:typeof(Hidden)|}, typeof(Cold)", more: "[Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] sealed partial class Hidden;", uses: ""),
        ["DSLM062 decoder and energy"] = Pushforward(
            "typeof(G), {|DSLM062:typeof(Line)|}, {|DSLM062:typeof(Warm)|}",
            more: """
            [Decoder(Ambient = 3, Latent = 1)] [Mlp(8)] public sealed partial class Line;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Warm;
            """,
            uses: "Line line = model.Line; Warm warm = model.Warm;"),
        ["DSLM062 energy, the encoder unknown"] = Pushforward(
            "{|DSLM016:typeof(Cold)|}, typeof(D), {|DSLM062:typeof(Warm)|}",
            more: "[Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Warm;",
            uses: "Warm warm = model.Warm;"),
        ["DSLM018 and DSLM062 at once"] = Pushforward(
            "typeof(G), {|DSLM018:{|DSLM062:typeof(Wide)|}|}, typeof(Cold)", more: "[Decoder(Ambient = 4, Latent = 3)] [Mlp(8)] public sealed partial class Wide;", uses: ""),
        ["pushforward model of a rejected part"] = new(
            """
            [Encoder(Ambient = 3, Latent = 2)] [Mlp({|DSLM014:0|})] public sealed partial class G;
            [Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class D;
            [Energy(Ambient = 2)] [Mlp(8)] public sealed partial class Cold;
            [PushforwardModel(typeof(G), typeof(D), typeof(Cold))] public sealed partial class X;
            """,
            Use.Pushforward("X", Members)),
        ["compiler: two of three parts"] = new(
            Parts + "[{|CS7036:PushforwardModel(typeof(G), typeof(D))|}] public sealed partial class X;", Use.Pushforward("X")),
        ["compiler: latent dimension of text"] = Encoder("[Encoder(Ambient = 3, Latent = {|CS0029:\"2\"|})] [Mlp(8)]"),
    };

    private static DiagnosticCase Encoder(string attributes, string members = "")
        => new($"{attributes} public sealed partial class X {{ {members} }}", Use.Encoder("X"));

    private static DiagnosticCase Decoder(string attributes, string members = "")
        => new($"{attributes} public sealed partial class X {{ {members} }}", Use.Decoder("X"));

    private static DiagnosticCase Pushforward(
        string operands, string attributes = "", string more = "", string members = "", string uses = Members)
        => new($"{Parts}{more} [PushforwardModel({operands})] {attributes} public sealed partial class X {{ {members} }}", Use.Pushforward("X", uses));
}
