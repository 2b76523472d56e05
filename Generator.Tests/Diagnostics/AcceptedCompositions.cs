using DslManifolds.Generator.Tests.Parsing;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Compositions, families, flows and pushforward models that are right; and uses of them.</summary>
internal static class AcceptedCompositions
{
    private const string Latent = """
        /// <summary>Documented.</summary>
        [Encoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class G;
        /// <summary>Documented.</summary>
        [Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class D;
        /// <summary>Documented.</summary>
        [Energy(Ambient = 2)] [Mlp(8)] public sealed partial class Cold;

        """;

    public static IReadOnlyDictionary<string, (string Source, string Uses)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["a union of manifolds"] = (
            Parsed.Operands + "[Union(typeof(Surface), typeof(Surface), Weights = new[] { 1.0, 2 })] public sealed partial class X;",
            Use.Manifold("X", Use.Union + "using var made = new X(surface1: model.Surface1, surface2: model.Surface2);")),
        ["a union of models"] = (
            Parsed.Operands + "[Union(typeof(OnSurface), typeof(OnSurface), Normalized = false)] public sealed partial class X;",
            Use.Model("X", Use.Union + "using var made = new X(model.OnSurface1, model.OnSurface1);")),
        ["a union of energies"] = (
            Parsed.Operands + "[Union([typeof(Heat), typeof(Heat), typeof(Heat)])] sealed partial class X;",
            Use.Energy("X", "Heat third = model.Heat3;")),
        ["an intersection"] = (
            Parsed.Operands + "[Intersect(typeof(Surface), typeof(Surface))] public sealed partial class X;", Use.Manifold("X", "Surface second = model.Surface2;")),
        ["a product of models"] = (
            Parsed.Operands + "[Product(typeof(OnPlane), typeof(OnCurve))] public sealed partial class X;",
            Use.Model("X", Use.Product + "using var made = new X(onPlane: model.OnPlane, onCurve: model.OnCurve);")),
        ["transforms of everything"] = (
            Parsed.Operands + """
            [Translate(typeof(Heat), 1, -2.5, 0)] public sealed partial class Moved;
            [Rotate(typeof(OnPlane), 0, 1, Degrees = 30)] public sealed partial class Turned;
            [Scale(typeof(Turned), 0.5)] public sealed partial class X;
            """,
            Use.Model("X", Use.Transformed + "OnPlane inner = model.Turned.OnPlane;")),
        ["compositions nested and in other namespaces"] = (
            Parsed.Operands + """
            namespace A.B { public static partial class Outer { [Rotate(typeof(Surface), [0, 1, 0, 1, 0, 0, 0, 0, -1])] internal sealed partial class Part; } }
            namespace C { [Scale(typeof(A.B.Outer.Part), 2)] sealed partial class Part; }
            [Intersect(typeof(A.B.Outer.Part), typeof(C.Part))] sealed partial class Cut;
            [ConstrainedModel(typeof(Cut), typeof(Heat))] sealed partial class X;
            """,
            Use.Model("X", "Surface shared = model.Cut.Part1.Surface;")),
        ["a scaling of a mixture of like dimensions"] = (
            Parsed.Operands + """
            [Union(typeof(OnSurface), typeof(OnSurface))] public sealed partial class Twice;
            [Scale(typeof(Twice), 2)] public sealed partial class X;
            """,
            Use.Model("X", Use.Transformed)),
        ["a sphere and a Stiefel manifold"] = (
            """
            [Sphere(Ambient = 10, Radius = 2)] public sealed partial class Sphere;
            [Stiefel(Rows = 5, Columns = 2)] public sealed partial class Frames;
            [Product(typeof(Sphere), typeof(Frames))] public sealed partial class X;
            """,
            Use.Manifold("X", Use.Product + "Sphere sphere = model.Sphere;")),
        ["an encoder"] = (Latent, Use.Encoder("G")),
        ["a variational encoder"] = ("[Encoder(Variational = true, Latent = 1, Ambient = 2)] [Net(8, 8)] sealed partial class G;", Use.Encoder("G")),
        ["a decoder"] = (Latent, Use.Decoder("D")),
        ["a pushforward model"] = (
            Latent + "/// <summary>Documented.</summary>\n[PushforwardModel(typeof(G), typeof(D), typeof(Cold))] public sealed partial class X;",
            Use.Pushforward("X", "using var made = new X(g: model.G, d: model.D, cold: model.Cold);")),
        ["a pushforward model, parts by name"] = (
            Latent + "[PushforwardModel(latentEnergy: typeof(Cold), decoder: typeof(D), encoder: typeof(G))] public sealed partial class X;",
            Use.Pushforward("X", "using var made = new X(model.G, model.D, model.Cold);")),
        ["parts named like what the model implements"] = (
            """
            namespace Inner
            {
                [DslManifolds.Encoder(Ambient = 2, Latent = 1)] [Mlp(8)] public sealed partial class Encoder;
                [DslManifolds.Decoder(Ambient = 2, Latent = 1)] [Mlp(8)] public sealed partial class Decoder;
                [Energy(Ambient = 1)] [Mlp(8)] public sealed partial class LatentEnergy;
                [PushforwardModel(typeof(Encoder), typeof(Decoder), typeof(LatentEnergy))] public sealed partial class X;
            }
            """,
            Use.Pushforward("Inner.X", "Inner.Encoder one = model.Encoder; Inner.Decoder two = model.Decoder; Inner.LatentEnergy three = model.LatentEnergy;")),
        ["a pushforward model on a composed energy"] = (
            """
            [Encoder(Ambient = 2, Latent = 1)] [Mlp(8)] sealed partial class G;
            [Decoder(Ambient = 2, Latent = 1)] [Mlp(8)] sealed partial class D;
            [Energy(Ambient = 1)] sealed partial class Well { [Potential] double E(double z) => z * z / 2; }
            [Translate(typeof(Well), 1)] sealed partial class Right;
            [Union(typeof(Well), typeof(Right))] sealed partial class Wells;
            [PushforwardModel(typeof(G), typeof(D), typeof(Wells))] sealed partial class X;
            """,
            Use.Pushforward("X", "Well well = model.Wells.Well;")),
        ["a flow"] = (
            """
            /// <summary>Documented.</summary>
            [Manifold(Ambient = 2, Dimension = 1)] [CouplingFlow(8, 8)] public sealed partial class X;
            """,
            Use.Manifold("X")),
        ["flows of every shape, composed"] = (
            """
            [Manifold(Ambient = 3, Dimension = 0)] [CouplingFlow([8], Couplings = 2, MaxLogScale = 1, Activation = Activation.Gelu)] sealed partial class Whole;
            [Manifold(Ambient = 3, Dimension = 1)] [CouplingFlow(hidden: new[] { 8, 8 })] sealed partial class Curve;
            [Translate(typeof(Curve), 1, 2, 3)] sealed partial class X;
            """,
            Use.Manifold("Whole") + Use.Manifold("X", Use.Transformed + "Curve curve = model.Curve;").Replace("using DslManifolds;\nusing TorchSharp;\n", "")),
    };
}
