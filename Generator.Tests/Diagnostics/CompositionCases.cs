namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM008, DSLM009 and DSLM016 to DSLM019: what belongs together.</summary>
internal static class CompositionCases
{
    private const string Earth = "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;";
    private const string Flood = "[Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood;";

    private static readonly string Operands = "using var made = new Floods(new Earth(1), new Flood(2)); Earth earth = made.Earth; Flood flood = made.Flood;";

    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM008 manifold and energy"] = new(
            "[Manifold(Ambient = 3, Dimension = 2)] [{|DSLM008:Energy(Ambient = 3)|}] [Mlp(8)] public sealed partial class Earth;", Use.Manifold("Earth")),
        ["DSLM008 all three"] = new(
            Earth + Flood + """
            [ConstrainedModel(typeof(Earth), typeof(Flood))] partial class All;
            [{|DSLM008:ConstrainedModel(typeof(Earth), typeof(Flood))|}] [{|DSLM008:Energy(Ambient = 3)|}] [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] partial class Three;
            """,
            Use.Manifold("Three") + Use.Model("All").Replace("using DslManifolds;\nusing TorchSharp;\n", "")),
        ["DSLM008 in two parts"] = new(
            $"{Flood} [{{|DSLM008:ConstrainedModel(typeof(Flood), typeof(Flood))|}}] partial class Two; [Energy(Ambient = 1), Mlp(1)] partial class Two;", Use.Energy("Two")),
        ["DSLM009 alone"] = new("[{|DSLM009:Mlp(8)|}] public class Layers;"),
        ["DSLM009 alone, not even a good one"] = new("[{|DSLM009:Mlp(0)|}] public static class Layers;"),
        ["DSLM009 on a model"] = new(
            $"{Earth} {Flood} [ConstrainedModel(typeof(Earth), typeof(Flood)), {{|DSLM009:Mlp(8)|}}] public sealed partial class Floods;", Use.Model("Floods", Operands)),

        ["DSLM016 neither"] = Model("{|DSLM016:typeof(string)|}", "{|DSLM016:typeof(int)|}"),
        ["DSLM016 manifold twice"] = Model("typeof(Earth)", "{|DSLM016:typeof(Earth)|}"),
        ["DSLM016 energy twice"] = Model("{|DSLM016:typeof(Flood)|}", "typeof(Flood)"),
        ["DSLM016 itself"] = Model("{|DSLM016:typeof(Floods)|}", "typeof(Flood)"),
        ["DSLM016 itself twice"] = Model("{|DSLM016:typeof(Floods)|}", "{|DSLM016:typeof(Floods)|}"),
        ["DSLM016 a model"] = Model(
            "typeof(Earth)", "{|DSLM016:typeof(Other)|}", "[ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Other;"),
        ["DSLM016 a circle of models"] = Model(
            "{|DSLM016:typeof(Other)|}", "typeof(Flood)", "[ConstrainedModel({|DSLM016:typeof(Floods)|}, typeof(Flood))] public sealed partial class Other;"),
        ["DSLM016 null"] = Model("{|DSLM016:null!|}", "typeof(Flood)"),
        ["DSLM016 array"] = Model("typeof(Earth)", "{|DSLM016:typeof(Flood[])|}"),
        ["DSLM016 unbound generic"] = Model("{|DSLM016:typeof(System.Collections.Generic.List<>)|}", "typeof(Flood)"),
        ["DSLM016 void"] = Model("{|DSLM016:typeof(void)|}", "typeof(Flood)"),
        ["DSLM016 static class"] = Model("{|DSLM016:typeof(System.Math)|}", "typeof(Flood)"),
        ["DSLM016 ref struct"] = Model("{|DSLM016:typeof(System.Span<int>)|}", "typeof(Flood)"),
        ["DSLM016 interface"] = Model("{|DSLM016:typeof(IManifold)|}", "{|DSLM016:typeof(IEnergy)|}"),
        ["DSLM016 pointer"] = Model("{|DSLM016:typeof(int*)|}", "typeof(Flood)"),
        ["DSLM016 not declared"] = Model("{|DSLM016:typeof(Plain)|}", "typeof(Flood)", "class Plain;"),
        ["DSLM016 by name"] = Model("energy: {|DSLM016:typeof(Earth)|}", "manifold: typeof(Earth)"),
        ["DSLM017"] = Model("{|DSLM017:typeof(Flood)|}", "typeof(Earth)"),
        ["DSLM017 by name"] = Model("energy: typeof(Earth)", "manifold: {|DSLM017:typeof(Flood)|}"),
        ["DSLM018"] = Model("typeof(Earth)", "{|DSLM018:typeof(Plane)|}", "[Energy(Ambient = 2)] [Mlp(8)] public sealed partial class Plane;"),
        ["DSLM018 by name"] = Model(
            "energy: {|DSLM018:typeof(Plane)|}", "manifold: typeof(Earth)", "[Energy(Ambient = 2)] [Mlp(8)] public sealed partial class Plane;"),
        ["DSLM019 internal operand of a public model"] = Model(
            "typeof(Earth)", "{|DSLM019:typeof(Inner)|}", "[Energy(Ambient = 3)] [Mlp(8)] sealed partial class Inner;"),
        ["DSLM019 private operand of an internal model"] = new(
            $$"""
            public static partial class Outer
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] private sealed partial class Hidden;
                [Energy(Ambient = 3)] [Mlp(8)] private protected sealed partial class Shown;
                [ConstrainedModel({|DSLM019:typeof(Hidden)|}, {|DSLM019:typeof(Shown)|})] internal sealed partial class Floods;
                internal static Floods Make() => new(new Hidden(0), new Shown(1));
            }
            """.Replace("private protected ", "private "),
            Use.Model("Outer.Floods")),
        ["DSLM019 private operand of a protected model"] = new(
            $$"""
            public partial class Outer
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] private sealed partial class Hidden;
                [Energy(Ambient = 3)] [Mlp(8)] protected sealed partial class Shown;
                [ConstrainedModel({|DSLM019:typeof(Hidden)|}, typeof(Shown))] protected sealed partial class Floods;
                private static Floods Make() => new(new Hidden(0), new Shown(1));
            }
            """),
        ["DSLM019 model nested in a public type, operand in an internal one"] = new(
            $$"""
            internal partial class Inner { [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Hidden; }
            {{Flood}}
            public partial class Outer { [ConstrainedModel({|DSLM019:typeof(Inner.Hidden)|}, typeof(Flood))] public sealed partial class Floods; }
            """,
            Use.Model("Outer.Floods", "using var made = new Outer.Floods(new Inner.Hidden(1), new Flood(2)); Flood flood = made.Flood;")),
        ["DSLM019 protected operand of an internal model"] = new(
            $$"""
            {{Flood}}
            public partial class Outer
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] protected sealed partial class Hidden;
                [ConstrainedModel({|DSLM019:typeof(Hidden)|}, typeof(Flood))] internal sealed partial class Floods;
            }
            """,
            Use.Model("Outer.Floods")),
        ["DSLM019 internal operand of a protected model"] = new(
            $$"""
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] sealed partial class Hidden;
            {{Flood}}
            public partial class Outer
            {
                [ConstrainedModel({|DSLM019:typeof(Hidden)|}, typeof(Flood))] protected sealed partial class Floods;
                [ConstrainedModel({|DSLM019:typeof(Hidden)|}, typeof(Flood))] protected internal sealed partial class Shown;
            }
            """,
            Use.Model("Outer.Shown")),
        ["operand is rejected"] = new(
            """
            [Manifold(Ambient = 3, Dimension = {|DSLM011:3|})] [Mlp(8)] public sealed partial class Earth;
            [Energy(Ambient = 3)] [Mlp({|DSLM014:0|})] public sealed partial class Flood;
            [ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Floods;
            """,
            Use.Model("Floods", Operands)),
        ["compiler: missing operand"] = Model("typeof({|CS0246:Missing|})", "typeof(Flood)"),
        ["compiler: one argument"] = new(
            $"{Earth} {Flood} [{{|CS7036:ConstrainedModel(typeof(Earth))|}}] public sealed partial class Floods;",
            Use.Model("Floods", "using var made = new Floods(new Earth(1), new Flood(2));")),
        ["compiler: no arguments"] = new($"[{{|CS7036:ConstrainedModel|}}] public sealed partial class Floods;", Use.Model("Floods")),
        ["compiler: operand out of reach"] = new(
            $$"""
            partial class Outer { [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] private sealed partial class Hidden; }
            {{Flood}} [ConstrainedModel(typeof(Outer.{|CS0122:Hidden|}), typeof(Flood))] public sealed partial class Floods;
            """,
            Use.Model("Floods")),
    };

    /// <summary>A model named Floods of two operands, used with whatever the operands are.</summary>
    private static DiagnosticCase Model(string first, string second, string more = "") => new(
        $"{Earth}\n{Flood}\n[ConstrainedModel({first}, {second})] public sealed partial class Floods;\n{more}", Use.Model("Floods"));
}
