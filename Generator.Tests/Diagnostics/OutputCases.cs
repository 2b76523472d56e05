namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM013, DSLM040 to DSLM044 and DSLM051 to DSLM058: constraints, potentials and parameters as members, and their number.</summary>
internal static class OutputCases
{
    private const string F = "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - 1;";
    private const string G = "[Constraint] double G(double x, double y, double z) => x + y * z;";
    private const string E = "[Potential] double E(double x, double y, double z) => x * x + y + z;";

    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM013 neither layers nor constraint"] = Manifold("", "[{|DSLM013:Manifold(Ambient = 3)|}]"),
        ["DSLM013 neither layers nor potential"] = Energy("", "[{|DSLM013:Energy(Ambient = 3)|}]"),

        ["DSLM040 constraint in an energy"] = Energy(F.Replace("[Constraint]", "[{|DSLM040:Constraint|}]")),
        ["DSLM040 potential in a manifold"] = Manifold(E.Replace("[Potential]", "[{|DSLM040:Potential|}]")),
        ["DSLM040 constraint in a manifold's energy, beside a potential"] = Energy(E + F.Replace("[Constraint]", "[{|DSLM040:Constraint|}]")),
        ["DSLM040 in a class that is not declared"] = new("class Plain { [{|DSLM040:Constraint|}] double F(double x) => x; [{|DSLM040:Potential()|}] double E(double x) => x; }"),
        ["DSLM040 in a struct, a record and an interface"] = new(
            "struct A { [{|DSLM040:Constraint|}] double F(double x) => x; } record B { [{|DSLM040:Constraint|}] double F(double x) => x; } interface I { [{|DSLM040:Constraint|}] double F(double x); }"),
        ["DSLM040 parameter in a class that is not declared"] = new("partial class Plain { [{|DSLM040:Parameter(1)|}] public double Radius { get; set; } }"),
        ["DSLM040 in a composition"] = new(
            $$"""
            [Manifold(Ambient = 3)] public sealed partial class Ball { {{F}} }
            [Translate(typeof(Ball), 1, 0, 0)] public sealed partial class Moved { [{|DSLM040:Constraint|}] double F(double x) => x; [{|DSLM040:Parameter(2)|}] public partial double Radius { get; set; } }
            """,
            Use.Manifold("Moved", "model.Radius += 1;")),

        ["DSLM041"] = Manifold(F, "[Manifold(Ambient = 3, Dimension = {|DSLM041:1|})]"),
        ["DSLM041 given first, as an expression"] = Manifold(F + G, "[Manifold(Dimension = {|DSLM041:1 + 1|}, Ambient = 3)]"),
        ["DSLM041 out of range"] = Manifold(F, "[Manifold(Ambient = 3, Dimension = {|DSLM041:3|})]"),
        ["DSLM041 negative"] = Manifold(F, "[Manifold(Ambient = 3, Dimension = {|DSLM041:-1|})]"),
        ["DSLM041 tuple"] = Manifold("[Constraint] (double, float) F(double x, double y, double z) => (x * y, (float)(y + z));", "[Manifold(Ambient = 3, Dimension = {|DSLM041:2|})]"),
        ["DSLM041 nothing left for layers"] = Manifold(F, "[Manifold(Ambient = 3, Dimension = {|DSLM041:2|})] [Mlp(8)]"),
        ["DSLM041 nothing left for layers but isolated points"] = Manifold(F + G, "[Manifold(Ambient = 3, Dimension = {|DSLM041:1|})] [Mlp(8)]"),
        ["DSLM012 layers and a constraint"] = Manifold(F, "[{|DSLM012:Manifold(Ambient = 3)|}] [Mlp(8)]"),

        ["DSLM042 generic"] = Manifold("[Constraint] double {|DSLM042:F|}<T>(double x, double y, double z) => x + y + z;"),
        ["DSLM042 virtual"] = Manifold("[Constraint] protected virtual double {|DSLM042:F|}(double x, double y, double z) => x + y + z;", type: "public partial class"),
        ["DSLM042 abstract"] = new(
            "[Manifold(Ambient = 3)] public abstract partial class {|DSLM003:Shape|} { [Constraint] protected abstract double {|DSLM042:F|}(double x, double y, double z); }"),
        ["DSLM042 extern"] = Manifold("[Constraint] [System.Runtime.InteropServices.DllImport(\"m\")] static extern double {|DSLM042:F|}(double x, double y, double z);"),
        ["DSLM042 partial without an implementation"] = Manifold("[Constraint] private partial double {|CS8795:{|DSLM042:F|}|}(double x, double y, double z);"),
        ["DSLM042 asynchronous"] = Manifold("[Constraint] async {|DSLM044:System.Threading.Tasks.Task<double>|} {|DSLM042:F|}(double x, double y, double z) { await System.Threading.Tasks.Task.Yield(); return x; }"),
        ["DSLM042 override"] = Manifold("[Constraint] public override {|DSLM044:int|} {|DSLM042:GetHashCode|}() => 1;"),
        ["DSLM042 accessor"] = Manifold("double F { [Constraint] {|DSLM042:get|} => 1; }"),
        ["DSLM042 potential"] = Energy("[Potential] double {|DSLM042:E|}<T>(double x, double y, double z) => x + y + z;"),

        ["DSLM043 too few"] = Manifold("[Constraint] double {|DSLM043:F|}(double x, double y) => x + y;"),
        ["DSLM043 too many"] = Manifold("[Constraint] double {|DSLM043:F|}(double x, double y, double z, double w) => x + y + z + w;"),
        ["DSLM043 none"] = Manifold("[Constraint] double {|DSLM043:F|}() => 1;"),
        ["DSLM043 potential"] = Energy("[Potential] double {|DSLM043:E|}(double x) => x;"),

        ["DSLM044 integer"] = Manifold("[Constraint] double F(double x, {|DSLM044:int|} y, {|DSLM044:decimal|} z) => x + y;"),
        ["DSLM044 tensor"] = Manifold("[Constraint] double F({|DSLM044:TorchSharp.torch.Tensor|} x) => 1;"),
        ["DSLM044 array"] = Manifold("[Constraint] double F({|DSLM044:double[]|} x) => x[0] + x[1] + x[2];"),
        ["DSLM044 span that can be written"] = Manifold("[Constraint] double F({|DSLM044:System.Span<double>|} x) => x[0] + x[1] + x[2];"),
        ["DSLM044 span among others"] = Manifold("[Constraint] double F(double x, {|DSLM044:System.ReadOnlySpan<double>|} rest, double z) => x + rest[0] + z;"),
        ["DSLM044 reference"] = Manifold("[Constraint] double F(double x, {|DSLM044:ref double y|}, {|DSLM044:out double z|}) { z = 1; return x + y; }"),
        ["DSLM044 returns nothing"] = Manifold("[Constraint] {|DSLM044:void|} F(double x, double y, double z) { }"),
        ["DSLM044 returns a condition"] = Manifold("[Constraint] {|DSLM044:bool|} F(double x, double y, double z) => x + y + z > 0;"),
        ["DSLM044 returns an array"] = Manifold("[Constraint] {|DSLM044:double[]|} F(double x, double y, double z) => [x, y];"),
        ["DSLM044 returns a tuple of unlike things"] = Manifold("[Constraint] {|DSLM044:(double, string)|} F(double x, double y, double z) => (x + y + z, \"\");"),
        ["DSLM044 potential that returns a tuple"] = Energy("[Potential] {|DSLM044:(double, double)|} E(double x, double y, double z) => (x, y + z);"),
        ["compiler, signature: unknown types"] = Manifold("[Constraint] {|CS0246:Missing|} F(double x, {|CS0246:Unknown|} y, double z) => x;"),

        ["DSLM051 plane"] = Manifold("[Constraint] double F(double x, double {|DSLM051:y|}, double {|DSLM051:z|}) => x - 1;"),
        ["DSLM051 only the first constraint is marked"] = Manifold("[Constraint] double F(double x, double y, double {|DSLM051:z|}) => x * y - 1; [Constraint] double G(double a, double b, double c) => a + b + 0 * c;"),
        ["DSLM051 span"] = Manifold("[Constraint] double F(System.ReadOnlySpan<double> {|DSLM051:x|}) => x[0] + x[1] - 1;"),

        ["DSLM052 number"] = Manifold("[Constraint] double {|DSLM052:F|}(double x, double y, double z) => 1;"),
        ["DSLM052 parameter"] = Manifold("[Parameter(1)] public partial double Radius { get; set; } [Constraint] double {|DSLM052:F|}(double x, double y, double z) => Radius * 2 - 1;"),
        ["DSLM052 what cancels"] = Manifold("[Constraint] double {|DSLM052:F|}(double x, double y, double z) => (x + y) * (x - y) - x * x + y * y + z - z;"),
        ["DSLM052 one of a tuple"] = Manifold("[Constraint] (double, double) {|DSLM052:F|}(double x, double y, double z) => (x + y + z, 2);"),

        ["DSLM053 the same"] = Manifold(F + F.Replace(" F(", " {|DSLM053:G|}(")),
        ["DSLM053 a sign"] = Manifold(F + "[Constraint] double {|DSLM053:G|}(double a, double b, double c) => 1 - (a * a) - Math.Pow(b, 2) - c * c;"),
        ["DSLM053 a factor"] = Manifold(F + "[Constraint] double {|DSLM053:G|}(double a, double b, double c) => (c * c + b * b + a * a - 1) / 3;"),
        ["DSLM053 in one tuple"] = Manifold("[Constraint] (double, double) {|DSLM053:F|}(double x, double y, double z) => (x + Math.Sin(y) * z, 2 * z * Math.Sin(y) + 2 * x);"),
        ["DSLM053 multiplied out"] = Manifold(
            "[Constraint] double F(double x, double y, double z) => (x - y) * (x + y) + z; [Constraint] double {|DSLM053:G|}(double x, double y, double z) => -z + y * y - x * x;"),

        ["DSLM054 not partial"] = Manifold("[Parameter(1)] public double {|DSLM054:Radius|} { get; set; }" + F),
        ["DSLM054 static"] = Manifold("[Parameter(1)] public static partial double {|DSLM054:Radius|} { get; set; }" + F, uses: "Shape.Radius = 1;"),
        ["DSLM054 integer"] = Manifold("[Parameter(1)] public partial {|DSLM054:int|} Count { get; private set; }" + F, uses: "int count = model.Count;"),
        ["DSLM054 tensor"] = Manifold("[Parameter(1)] internal partial {|DSLM054:TorchSharp.torch.Tensor|} Radius { get; set; }" + F),
        ["DSLM054 without get"] = Manifold("[Parameter(1)] public partial double {|DSLM054:Radius|} { set; }" + F, uses: "model.Radius = 1;"),
        ["DSLM054 with accessors of its own"] = Manifold("[Parameter(1)] public partial double {|DSLM054:Radius|} { get; } public partial double Radius { get => 1; }" + F),
        ["DSLM054 indexer"] = Manifold("[Parameter(1)] public partial double {|DSLM054:this|}[int index] { get; }" + F, uses: "double element = model[1];"),
        ["DSLM054 of an energy, read by its potential"] = Energy("[Parameter(1)] public double {|DSLM054:Radius|} { get; set; } [Potential] double E(double x, double y, double z) => x + y + z - Radius;"),
        ["compiler, parameter: unknown type"] = Manifold("[Parameter(1)] public partial {|CS0246:Missing|} {|CS9248:Radius|} { get; set; }" + F),
        ["compiler, parameter: no start"] = Manifold("[{|CS7036:Parameter|}] public partial double Radius { get; set; }" + F, uses: "model.Radius = 1;"),

        ["DSLM055 NaN"] = Manifold("[Parameter({|DSLM055:double.NaN|})] public partial double Radius { get; set; }" + F),
        ["DSLM055 infinite"] = Energy("[Parameter({|DSLM055:1 / 0.0|})] public partial double Radius { get; init; }" + E),
        ["DSLM055 too large for a float"] = Manifold("[Parameter({|DSLM055:1e39|})] public partial float Radius { get; }" + F),

        ["DSLM056"] = Manifold(F + G + "[Constraint] (double, double) {|DSLM056:H|}(double x, double y, double z) => (x * y, z * z * z);"),
        ["DSLM056 with layers"] = Manifold(F + G + "[Constraint] double {|DSLM056:H|}(double x, double y, double z) => x * y * z;", "[Manifold(Ambient = 3, Dimension = 0)] [Mlp(8)]"),
        ["DSLM057"] = Manifold(F + G + "[Constraint] double H(double x, double y, double z) => x * y * z;", "[{|DSLM057:Manifold(Ambient = 3)|}]"),

        ["DSLM058 layers"] = Energy(E.Replace(" E(", " {|DSLM058:E|}("), "[Energy(Ambient = 3)] [Mlp(8)]"),
        ["DSLM058 two potentials"] = Energy(E + "[Potential] double {|DSLM058:Second|}(double x, double y, double z) => x;"),

        ["DSLM006 field of a parameter"] = Manifold("[Parameter(1)] public partial double Radius { get; set; } int {|DSLM006:parameterRadius|}; " + F),
        ["DSLM006 parameter"] = Manifold("[Parameter(1)] public partial double Codimension { get; set; } [Parameter(1)] public partial double {|DSLM006:training|} { get; set; }" + F, uses: "model.training = 2;"),
        ["DSLM001 not partial, with a parameter"] = new(
            $"[Manifold(Ambient = 3)] public sealed class {{|DSLM001:Shape|}} {{ [Parameter(1)] public partial double Radius {{ get; set; }} {F} }}")
        { Emittable = false },
        ["DSLM010 with a constraint"] = Manifold(F, "[{|DSLM010:Manifold|}]"),
        ["DSLM010 of a potential"] = Energy(E, "[Energy(Ambient = {|DSLM010:0|})]"),
    };

    private static DiagnosticCase Manifold(
        string members, string attributes = "[Manifold(Ambient = 3)]", string type = "public sealed partial class", string uses = "")
        => new($"{attributes} {type} Shape\n{{\n{members}\n}}", Use.Manifold("Shape", uses));

    private static DiagnosticCase Energy(string members, string attributes = "[Energy(Ambient = 3)]")
        => new($"{attributes} public sealed partial class Shape\n{{\n{members}\n}}", Use.Energy("Shape"));
}
