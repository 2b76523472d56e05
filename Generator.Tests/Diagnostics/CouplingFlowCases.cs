namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM063 to DSLM066, and what flows share with other layers.</summary>
internal static class CouplingFlowCases
{
    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM063"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] [{|DSLM063:CouplingFlow(8)|}]"),
        ["DSLM063 flow first, perceptron wrong"] = Manifold("[{|DSLM063:CouplingFlow(8)|}] [Manifold(Ambient = 3, Dimension = 2)] [Mlp({|DSLM014:0|})]"),
        ["DSLM064"] = Manifold("[Manifold(Ambient = 1, Dimension = 0)] [{|DSLM064:CouplingFlow(8)|}]"),
        ["DSLM065 one"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow(8, Couplings = {|DSLM065:1|})]"),
        ["DSLM065 negative"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow(8, Couplings = {|DSLM065:-4|})]"),
        ["DSLM066 zero"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow(8, MaxLogScale = {|DSLM066:0|})]"),
        ["DSLM066 not a number"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow(8, MaxLogScale = {|DSLM066:double.NaN|})]"),
        ["DSLM066 too large"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow(8, MaxLogScale = {|DSLM066:10.5|})]"),
        ["flow: all at once"] = Manifold(
            "[Manifold(Ambient = 1, Dimension = {|DSLM011:1|})] [{|DSLM064:CouplingFlow({|DSLM014:0|}, Activation = {|DSLM015:(Activation)9|}, Couplings = {|DSLM065:1|}, MaxLogScale = {|DSLM066:-1|})|}]"),
        ["DSLM009 flow alone"] = new("[{|DSLM009:CouplingFlow(8)|}] public class Layers;"),
        ["DSLM009 flow of an energy"] = new(
            "[{|DSLM013:Energy(Ambient = 3)|}] [{|DSLM009:CouplingFlow(8)|}] public sealed partial class X;", Use.Energy("X")),
        ["DSLM009 flow on a decoder"] = new(
            "[Decoder(Ambient = 3, Latent = 2)] [Mlp(8)] [{|DSLM009:CouplingFlow(8)|}] public sealed partial class X;", Use.Decoder("X")),
        ["DSLM012 flow"] = Manifold("[{|DSLM012:Manifold(Ambient = 3)|}] [CouplingFlow(8)]"),
        ["DSLM013 flow without hidden layers"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [{|DSLM013:CouplingFlow(Couplings = 3)|}]"),
        ["DSLM014 flow"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow(8, {|DSLM014:-8|})]"),
        ["DSLM056 flow beside too many constraints"] = new(
            """
            [Manifold(Ambient = 2, Dimension = 0)] [CouplingFlow(8)]
            public sealed partial class X { [Constraint] (double, double) {|DSLM056:F|}(double x, double y) => (x - 1, y); }
            """,
            Use.Manifold("X")),
        ["compiler: flow of text"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow({|CS1503:\"8\"|})]"),
    };

    private static DiagnosticCase Manifold(string attributes) => new($"{attributes} public sealed partial class X;", Use.Manifold("X"));
}
