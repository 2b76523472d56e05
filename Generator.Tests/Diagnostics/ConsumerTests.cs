using DslManifolds.Generator.Models;
using DslManifolds.Generator.Tests.Harness;
using DslManifolds.Generator.Tests.Parsing;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Projects other than the usual one: their settings, and what they refer to.</summary>
public sealed class ConsumerTests
{
    private const string Operands = """
        using DslManifolds;
        namespace Library;
        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;
        [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood;
        [Energy(Ambient = 2)] [Mlp(8)] public sealed partial class Plane;
        [ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Floods;
        [Energy(Ambient = 3)] [Mlp(8)] sealed partial class Hidden;
        [DslManifolds.Encoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class Encoder;
        [DslManifolds.Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] public sealed partial class Decoder;
        [PushforwardModel(typeof(Encoder), typeof(Decoder), typeof(Plane))] public sealed partial class Pushforward;
        """;

    private static readonly Lazy<Consumer> WithLibrary = new(() => Consumer.Default with
    {
        References = [GeneratorHarness.Run(Consumer.Default with { AssemblyName = "Library" }, Operands).ToReference()],
    });

    [Fact]
    public void OperandsMayComeFromAnotherAssembly() => GeneratorHarness.Run(
        WithLibrary.Value,
        "using DslManifolds;\n[ConstrainedModel(typeof(Library.Earth), typeof(Library.Flood))] public sealed partial class Both;",
        Use.Model("Both", "using var made = new Both(new Library.Earth(1), model.Flood);")).AssertClean();

    [Theory]
    [InlineData("typeof(Library.Earth)", "{|DSLM018:typeof(Library.Plane)|}")]
    [InlineData("{|DSLM017:typeof(Library.Flood)|}", "typeof(Library.Earth)")]
    [InlineData("{|DSLM016:typeof(Library.Floods)|}", "typeof(Library.Flood)")]
    [InlineData("typeof(Library.Earth)", "typeof(Library.{|CS0122:Hidden|})")]
    public void OperandsFromAnotherAssemblyAreChecked(string manifold, string energy)
    {
        var test = new DiagnosticCase($"[ConstrainedModel({manifold}, {energy})] public sealed partial class Both;", Use.Model("Both"));
        (test with { Consumer = WithLibrary.Value }).Verify();
    }

    [Fact]
    public void PartsOfAPushforwardModelMayComeFromAnotherAssembly() => GeneratorHarness.Run(
        WithLibrary.Value,
        """
        using DslManifolds;
        [PushforwardModel(typeof(Library.Encoder), typeof(Library.Decoder), typeof(Library.Plane))] public sealed partial class X;
        """,
        Use.Pushforward("X", "using var made = new X(new Library.Encoder(1), model.Decoder, model.Plane);")).AssertClean();

    [Theory]
    [InlineData("typeof(Library.Encoder)", "typeof(Library.Decoder)", "{|DSLM062:typeof(Library.Flood)|}")]
    [InlineData("{|DSLM017:typeof(Library.Decoder)|}", "typeof(Library.Encoder)", "typeof(Library.Plane)")]
    [InlineData("typeof(Library.Encoder)", "{|DSLM016:typeof(Library.Pushforward)|}", "{|DSLM016:typeof(Library.Earth)|}")]
    public void PartsFromAnotherAssemblyAreChecked(string encoder, string decoder, string energy)
    {
        var test = new DiagnosticCase($"[PushforwardModel({encoder}, {decoder}, {energy})] public sealed partial class X;", Use.Pushforward("X"));
        (test with { Consumer = WithLibrary.Value }).Verify();
    }

    [Theory]
    [InlineData("Union(typeof(Library.Earth), typeof(Library.Earth))", "Manifold 3 2 1")]
    [InlineData("Product(typeof(Library.Plane), typeof(Library.Flood))", "Energy 5 0 0")]
    [InlineData("Scale(typeof(Library.Floods), 2)", "ConstrainedModel 3 2 1")]
    public void ShapesOfOperandsFromAnotherAssemblyAreKnown(string attribute, string expected)
    {
        var shape = Assert.IsType<CompositeSpec>(
            Parsed.X(WithLibrary.Value, $"[{attribute}] public sealed partial class X;")).Shape;
        Assert.Equal(expected, $"{shape.Kind} {shape.Ambient} {shape.Dimension} {shape.Outputs}");
    }

    /// <summary>In an editor, a project may refer to one whose declarations have errors: they are reported there.</summary>
    [Fact]
    public void RejectedOperandOfAnotherProjectIsReportedThereOnly()
    {
        var library = GeneratorHarness.Run(
            Consumer.Default with { AssemblyName = "Library" },
            "using DslManifolds;\nnamespace Library;\n[Manifold(Ambient = 3, Dimension = 3)] [Mlp(8)] public sealed partial class Earth;");
        var consumer = Consumer.Default with { References = [library.Compilation.ToMetadataReference()] };
        new DiagnosticCase("[Scale(typeof(Library.Earth), 2)] public sealed partial class X;", Use.Manifold("X")) { Consumer = consumer }.Verify();
        Assert.IsType<RejectedSpec>(Parsed.X(consumer, "[Scale(typeof(Library.Earth), 2)] public sealed partial class X;"));
    }

    [Fact]
    public void RejectedTypesDrawNoWarningsWhereWarningsAreErrors() => new DiagnosticCase(
        """
        /// <summary>Documented.</summary>
        [Manifold(Ambient = 3, Dimension = {|DSLM011:3|})] [Mlp(8)] public sealed partial class Earth;
        /// <summary>Documented.</summary>
        [Energy(Ambient = 3)] [{|DSLM013:Mlp|}] public sealed partial class Flood;
        /// <summary>Documented.</summary>
        [ConstrainedModel({|DSLM017:typeof(Flood)|}, typeof(Earth))] public sealed partial class Floods;
        """,
        Use.Model("Floods"))
    {
        Consumer = Consumer.Default with { Documentation = true, WarningsAsErrors = true },
    }.Verify();

    [Fact]
    public void UndocumentedTypesDrawTheWarningAtTheUsersPartOnly()
    {
        var run = GeneratorHarness.Run(
            Consumer.Default with { Documentation = true },
            """
            using DslManifolds;
            /// <summary>Documented.</summary>
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood { public int Own; }
            """);
        Assert.Equal(["CS1591"], run.CompilerDiagnostics.Select(diagnostic => diagnostic.Id));
        run.AssertGeneratedCodeIsClean();
    }

    [Fact]
    public void EveryAssemblyThatRefersToTheRuntimeLoadsLibtorchFirst()
    {
        var run = GeneratorHarness.Run("internal class Empty;").AssertClean();
        Assert.Equal(["DslManifolds.ModuleInitializer.g.cs"], run.Sources.Keys);
        Assert.Contains("global::DslManifolds.Native.LibTorch.Prepare()", run.Sources.Values.Single());
    }

    [Fact]
    public void AssemblyThatDoesNotReferToTheRuntimeGetsNothing()
    {
        var consumer = Consumer.Default with { ReferencesRuntime = false };
        Assert.Empty(GeneratorHarness.Run(consumer, "internal class Empty;").AssertClean().Sources);
    }

    [Fact]
    public void AttributesOfTheSameNameElsewhereAreNotOurs()
    {
        var run = GeneratorHarness.Run(
            """
            namespace Other
            {
                sealed class ManifoldAttribute : Attribute { public int Ambient { get; set; } }
                sealed class MlpAttribute(int width) : Attribute { public int Width => width; }
            }
            [Other.Manifold(Ambient = 0)] [Other.Mlp(0)] class Earth;
            """).AssertClean();
        Assert.Equal(["DslManifolds.ModuleInitializer.g.cs"], run.Sources.Keys);
    }
}
