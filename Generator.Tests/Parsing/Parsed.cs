using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing;
using DslManifolds.Generator.Tests.Harness;

namespace DslManifolds.Generator.Tests.Parsing;

/// <summary>Reads declarations as the generator does.</summary>
internal static class Parsed
{
    /// <summary>Manifolds, energies and models to compose.</summary>
    public const string Operands = """
        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Surface;
        [Manifold(Ambient = 3, Dimension = 1)] [Mlp(8)] public sealed partial class Curve;
        [Manifold(Ambient = 2, Dimension = 1)] [Mlp(8)] public sealed partial class Plane;
        [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Heat;
        [Energy(Ambient = 2)] [Mlp(8)] public sealed partial class Cold;
        [ConstrainedModel(typeof(Surface), typeof(Heat))] public sealed partial class OnSurface;
        [ConstrainedModel(typeof(Curve), typeof(Heat))] public sealed partial class OnCurve;
        [ConstrainedModel(typeof(Plane), typeof(Cold))] public sealed partial class OnPlane;
        [Encoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class G;
        [Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class D;
        """;

    /// <summary>The spec of a type named X.</summary>
    public static ModelSpec? X(string source) => X(Consumer.Default, $"{Operands}\n{source}");

    public static ModelSpec? X(Consumer consumer, string source)
    {
        var compilation = consumer.Compile("using DslManifolds;\n" + source);
        return DeclarationParser.Parse(compilation.GetTypeByMetadataName("X")!, compilation, null, default);
    }

    /// <summary>The spec of a composite named X.</summary>
    public static CompositeSpec Composite(string attribute, string more = "")
        => Assert.IsType<CompositeSpec>(X($"[{attribute}] public sealed partial class X;\n{more}"));
}
