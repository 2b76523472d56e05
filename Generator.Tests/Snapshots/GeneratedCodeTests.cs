using System.Runtime.CompilerServices;
using DslManifolds.Generator.Tests.Harness;
using Snapshooter;
using Snapshooter.Xunit;

namespace DslManifolds.Generator.Tests.Snapshots;

/// <summary>
/// Compares generated files with those stored beside this one, a file each, their text as it is. Where SNAPSHOOTER_STRICT_MODE is
/// true, as in .ci/run, a missing one is a failure; elsewhere it is written.
/// </summary>
public sealed class GeneratedCodeTests
{
    /// <summary>What the compositions are made of.</summary>
    private const string Operands = """
        using DslManifolds;
        namespace Consumer;

        [Sphere(Ambient = 3)] public sealed partial class Ball;
        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(4)] public sealed partial class Net;
        [Manifold(Ambient = 3, Dimension = 1)] [Mlp(4)] public sealed partial class Curve;
        [Energy(Ambient = 3)] [Mlp(4)] public sealed partial class Warmth;
        [ConstrainedModel(typeof(Ball), typeof(Warmth))] public sealed partial class WarmBall;
        [ConstrainedModel(typeof(Net), typeof(Warmth))] public sealed partial class WarmNet;

        """;

    private static readonly Dictionary<string, string> Declarations = new()
    {
        ["CircleNet"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 2, Dimension = 1)]
            [Mlp(8, 8, 8)]
            public sealed partial class CircleNet;
            """,
        ["Codimension3Tanh"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 5, Dimension = 2)]
            [Mlp(7, 6, Activation = Activation.Tanh)]
            internal partial class Codimension3Tanh { }
            """,
        ["OneLayerGelu"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 3, Dimension = 0)]
            [Mlp(5, Activation = Activation.Gelu)]
            public sealed partial class OneLayerGelu;
            """,
        ["TwoLayersSoftplus"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 4, Dimension = 3)]
            [Mlp(6, 6, Activation = Activation.Softplus)]
            public sealed partial class TwoLayersSoftplus;
            """,
        ["TwoOutputsSine"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 3, Dimension = 1)]
            [Mlp(6, 5, Activation = Activation.Sine)]
            public sealed partial class TwoOutputsSine;
            """,
        ["PlaneFlow"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 2, Dimension = 1)]
            [CouplingFlow(4, Couplings = 2)]
            public sealed partial class PlaneFlow;
            """,
        ["FloodEnergy"] = """
            using DslManifolds;
            namespace Consumer;

            [Energy(Ambient = 3)]
            [Mlp(32, 32, 32, 32)]
            public sealed partial class FloodEnergy;
            """,
        ["Floods"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood;
            [ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Floods;
            """,
        ["Translation"] = Operands + "[Translate(typeof(Ball), +0.5, 0, 0)] public sealed partial class MovedBall;",
        ["Rotation"] = Operands + "[Rotate(typeof(Curve), 0, 1, Degrees = 90)] public sealed partial class TurnedCurve;",
        ["Scaling"] = Operands + "[Scale(typeof(WarmBall), 2)] public sealed partial class ScaledModel;",
        ["UnionOfHypersurfaces"] = Operands + "[Union(typeof(Ball), typeof(Net))] public sealed partial class BallAndNet;",
        ["UnionOfCurves"] = Operands + "[Union(typeof(Curve), typeof(Curve))] public sealed partial class TwoCurves;",
        ["UnionOfEnergies"] = Operands
            + "[Union(typeof(Warmth), typeof(Warmth), Weights = new[] { 1.0, 3.0 })] public sealed partial class MixedWarmth;",
        ["UnionOfModels"] = Operands + "[Union(typeof(WarmBall), typeof(WarmNet))] public sealed partial class MixedModels;",
        ["Intersection"] = Operands + "[Intersect(typeof(WarmBall), typeof(WarmNet))] public sealed partial class WarmRing;",
        ["Product"] = Operands + "[Product(typeof(Ball), typeof(Curve))] public sealed partial class BallTimesCurve;",
        ["Pushforward"] = """
            using DslManifolds;
            namespace Consumer;

            [Encoder(Ambient = 3, Latent = 2, Variational = true)] [Mlp(4)] public sealed partial class LatentEncoder;
            [Decoder(Latent = 2, Ambient = 3)] [Mlp(4)] public sealed partial class LatentDecoder;
            [Energy(Ambient = 2)] [Mlp(4)] public sealed partial class Cold;
            [PushforwardModel(typeof(LatentEncoder), typeof(LatentDecoder), typeof(Cold))] public sealed partial class Pushforward;
            """,
        ["Rejected"] = """
            using DslManifolds;
            namespace Consumer;

            [Manifold(Ambient = 3, Dimension = 3)] [Mlp(8)] public sealed partial class RejectedManifold;
            [Energy] [Mlp(8)] public sealed partial class RejectedEnergy;
            [ConstrainedModel(typeof(RejectedEnergy), typeof(RejectedManifold))] public sealed partial class RejectedModel;
            [PushforwardModel(typeof(RejectedModel), typeof(RejectedManifold), typeof(RejectedEnergy))] public sealed partial class RejectedPushforward;
            [Encoder(Ambient = 3)] public sealed partial class RejectedEncoder;
            [Manifold(Ambient = 2, Dimension = 1)] [Mlp(8)]
            public sealed partial class RejectedNames { public int Value; public RejectedNames(int number) => Value = number; }
            """,
        ["Nested"] = """
            using DslManifolds;
            namespace Consumer;

            public static partial class Outer
            {
                internal partial record struct Middle
                {
                    [Energy(Ambient = 1)] [Mlp(2)] internal sealed partial class Nested;
                }
            }
            """,
        ["Global"] = """
            [DslManifolds.Energy(Ambient = 1)] [DslManifolds.Mlp(2)] public sealed partial class Global;
            """,
        ["Keywords"] = """
            using DslManifolds;
            namespace @namespace.@event;

            [Manifold(Ambient = 2, Dimension = 1)] [Mlp(2)] public sealed partial class @class;
            [Energy(Ambient = 2)] [Mlp(2)] public sealed partial class @double;
            [ConstrainedModel(typeof(@class), typeof(@double))] public sealed partial class @record;
            """,
    };

    /// <summary>Types that a case declares besides those that it is about.</summary>
    private static readonly string[] Unrelated =
    [
        "Consumer.Earth", "Consumer.Flood", "Consumer.Ball", "Consumer.Net", "Consumer.Curve",
        "Consumer.Warmth", "Consumer.Cold", "Consumer.WarmBall", "Consumer.WarmNet",
    ];

    public static TheoryData<string> Names => [.. Declarations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsAsStored(string name)
    {
        foreach (var (file, text) in Generated(name))
        {
            Assert.DoesNotContain('\r', text);
            Assert.EndsWith("}\n", text);
            Snapshot.Match(text, new SnapshotFullName(Stored(file), Folder()));
        }
    }

    [Fact]
    public void EveryStoredFileIsStillGenerated()
    {
        var generated = Declarations.Keys.SelectMany(Generated).Select(file => Stored(file.Key)).ToHashSet();
        var stored = Directory.GetFiles(Path.Combine(Folder(), "__snapshots__"), "*.snap").Select(path => Path.GetFileName(path)!);
        Assert.Subset(generated, stored.ToHashSet());
    }

    private static IEnumerable<KeyValuePair<string, string>> Generated(string name)
    {
        var run = GeneratorHarness.Run(Declarations[name]);
        // Rejected declarations have errors, but not in what is generated.
        run.AssertGeneratedCodeIsClean();
        return run.Sources.Where(source => !Unrelated.Contains(source.Key.Replace("-Kernels", "").Replace(".g.cs", "")));
    }

    private static string Stored(string file) => Path.ChangeExtension(file, ".snap");

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
