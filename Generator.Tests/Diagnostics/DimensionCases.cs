using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM010 to DSLM015: the numbers in attributes.</summary>
internal static class DimensionCases
{
    private static readonly Consumer NullableDisabled = Consumer.Default with { Nullable = NullableContextOptions.Disable };

    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM010 zero"] = Manifold("[Manifold(Ambient = {|DSLM010:0|}, Dimension = 0)] [Mlp(8)]"),
        ["DSLM010 negative"] = Energy("[Energy(Ambient = {|DSLM010:-2|})] [Mlp(8)]"),
        ["DSLM010 missing"] = Energy("[{|DSLM010:Energy|}] [Mlp(8)]"),
        ["DSLM010 missing, with parentheses"] = Manifold("[{|DSLM010:Manifold(Dimension = 1)|}] [Mlp(8)]"),
        ["DSLM010 constant expression"] = Manifold("[Manifold(Ambient = {|DSLM010:Sizes.Two - 2|}, Dimension = 0)] [Mlp(8)]", "static class Sizes { public const int Two = 2; }"),
        ["DSLM010 and DSLM011 at once"] = Manifold("[Manifold(Dimension = {|DSLM011:-1|}, Ambient = {|DSLM010:0|})] [Mlp(8)]"),
        ["DSLM011 negative"] = Manifold("[Manifold(Ambient = 3, Dimension = {|DSLM011:-1|})] [Mlp(8)]"),
        ["DSLM011 equal to the ambient dimension"] = Manifold("[Manifold(Ambient = 3, Dimension = {|DSLM011:3|})] [Mlp(8)]"),
        ["DSLM011 greater, given first"] = Manifold("[Manifold(Dimension = {|DSLM011:1 + 3|}, Ambient = 3)] [Mlp(8)]"),
        ["DSLM012"] = Manifold("[{|DSLM012:Manifold(Ambient = 3)|}] [Mlp(8)]"),
        ["DSLM010 and DSLM012"] = Manifold("[{|DSLM012:{|DSLM010:Manifold|}|}] [Mlp(8)]"),
        ["DSLM013 manifold"] = Manifold("[{|DSLM013:Manifold(Ambient = 3, Dimension = 2)|}]"),
        ["DSLM013 energy"] = Energy("[{|DSLM013:Energy(Ambient = 3)|}]"),
        ["DSLM013 no widths"] = Energy("[Energy(Ambient = 3), {|DSLM013:Mlp|}]"),
        ["DSLM013 no widths, other arguments"] = Energy("[Energy(Ambient = 3)] [{|DSLM013:Mlp(Activation = Activation.Sine)|}]"),
        ["DSLM013 empty array"] = Energy("[Energy(Ambient = 3)] [{|DSLM013:Mlp(new int[0])|}]"),
        ["DSLM013 empty collection"] = Energy("[Energy(Ambient = 3)] [{|DSLM013:Mlp([])|}]"),
        ["DSLM013 null"] = Energy("[Energy(Ambient = 3)] [{|DSLM013:Mlp(null!)|}]"),
        ["DSLM013 null without nullable reference types"] = Energy("[Energy(Ambient = 3)] [{|DSLM013:Mlp(null)|}]") with { Consumer = NullableDisabled, Uses = "" },
        ["DSLM014 zero and negative"] = Energy("[Energy(Ambient = 3)] [Mlp(8, {|DSLM014:0|}, 8, {|DSLM014:-1|}, Activation = Activation.Tanh)]"),
        ["DSLM014 implicit array"] = Energy("[Energy(Ambient = 3)] [Mlp(new[] { 8, {|DSLM014:0|} })]"),
        ["DSLM014 explicit array"] = Energy("[Energy(Ambient = 3)] [Mlp(new int[] { {|DSLM014:int.MinValue|} })]"),
        ["DSLM014 collection expression"] = Energy("[Energy(Ambient = 3)] [Mlp([8, {|DSLM014:0|}])]"),
        ["DSLM014 named"] = Energy("[Energy(Ambient = 3)] [Mlp(hidden: {|DSLM014:0|})]"),
        ["DSLM014 named array"] = Energy("[Energy(Ambient = 3)] [Mlp(hidden: new[] { 1, {|DSLM014:0|} }, Activation = Activation.Tanh)]"),
        ["DSLM015 outside of the enumeration"] = Energy("[Energy(Ambient = 3)] [Mlp(8, Activation = {|DSLM015:(Activation)5|})]"),
        ["DSLM015 negative"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, Activation = {|DSLM015:(Activation)(-1)|})]"),
        ["all at once"] = Manifold(
            "[Manifold(Ambient = {|DSLM010:-3|}, Dimension = {|DSLM011:-2|})] [Mlp({|DSLM014:0|}, Activation = {|DSLM015:(Activation)9|})]"),
        ["compiler: text for a number"] = Manifold("[Manifold(Ambient = {|CS0029:\"x\"|}, Dimension = 1)] [Mlp(8)]"),
        ["compiler: fraction for a number"] = Energy("[Energy(Ambient = {|CS0266:2.5|})] [Mlp(8)]"),
        ["compiler: not a constant"] = Energy("[Energy(Ambient = {|CS0182:Sizes.Number|})] [Mlp(8)]", "static class Sizes { public static int Number = 2; }"),
        ["compiler: array without initializer"] = Energy("[Energy(Ambient = 3)] [Mlp({|CS0182:new int[2]|})]"),
        ["compiler: unknown name"] = Energy("[Energy(Ambient = 3)] [Mlp({|CS0103:Missing|}, 0)]"),
        ["compiler: unknown argument"] = Energy("[Energy({|CS0246:Ambience|} = 3)] [Mlp(8)]"),
        ["compiler: positional argument"] = Manifold("[{|CS1729:Manifold(3, 2)|}] [Mlp(8)]"),
        ["compiler: argument twice"] = Energy("[Energy(Ambient = 3, {|CS0643:Ambient = 4|})] [Mlp(8)]"),
        ["compiler: layers of text"] = Energy("[Energy(Ambient = 3)] [Mlp({|CS1503:\"8\"|})]"),
        ["compiler: attribute twice"] = Energy("[Energy(Ambient = 3)] [{|CS0579:Energy|}(Ambient = 0)] [Mlp(8)]"),
        ["compiler: layers twice"] = Energy("[Energy(Ambient = 3)] [Mlp(8)] [{|CS0579:Mlp|}(0)]"),
        ["compiler: attribute on both parts"] = Energy("[Energy(Ambient = 3)] [Mlp(8)]", "[{|CS0579:Energy|}(Ambient = 3)] partial class Flood;"),
    };

    private static DiagnosticCase Manifold(string attributes, string more = "")
        => new($"{attributes} public sealed partial class Earth;\n{more}", Use.Manifold("Earth"));

    private static DiagnosticCase Energy(string attributes, string more = "")
        => new($"{attributes} public sealed partial class Flood;\n{more}", Use.Energy("Flood"));
}
