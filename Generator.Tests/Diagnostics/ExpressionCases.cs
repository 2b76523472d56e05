namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM045 to DSLM050 and DSLM059: the bodies of constraints.</summary>
internal static class ExpressionCases
{
    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM045 function without a derivative"] = Body("return {|DSLM045:Math.Floor(x)|} + y * z;"),
        ["DSLM045 two at once"] = Body("return {|DSLM045:Math.Round(x)|} * {|DSLM045:Math.ReciprocalSqrtEstimate(y)|} + z;"),
        ["DSLM045 innermost"] = Body("return Math.Sqrt({|DSLM045:Math.Truncate(x)|} + y * z) - 1;"),
        ["DSLM045 remainder"] = Body("return {|DSLM045:x % 1|} + y * z;"),
        ["DSLM045 decimal"] = Body("decimal d = {|DSLM045:2|}; return x * (double)d + y + z;"),
        ["DSLM045 field"] = Body("return x * {|DSLM045:radius|} + y + z;", "private double radius = 1; public void Grow() => radius++;"),
        ["DSLM045 static field that is not known"] = Body("return x * Start + y + z;", "static readonly double Start = {|DSLM045:System.Environment.TickCount|};"),
        ["DSLM045 property of its own"] = Body("return x * {|DSLM045:Radius|} + y + z;", "public double Radius { get; set; } = 1;"),
        ["DSLM045 another object"] = Body("return x * {|DSLM045:new Other().Two()|} + y + z;", more: "class Other { public double Two() => 2; }"),
        ["DSLM045 method from elsewhere"] = Body("return x * {|DSLM045:System.Random.Shared.NextDouble()|} + y + z;"),
        ["DSLM045 method from elsewhere, static"] = Body("return x + y + {|DSLM045:System.Convert.ToDouble(z)|};"),
        ["DSLM045 virtual method"] = Body("return {|DSLM045:Twice(x)|} + y + z;", "public virtual double Twice(double a) => 2 * a;", type: "public partial class"),
        ["DSLM045 generic method"] = Body("return {|DSLM045:Same(x)|} + y + z;", "static T Same<T>(T a) => a;"),
        ["DSLM045 lambda"] = Body("System.Func<double, double> f = {|DSLM045:a => a * a|}; return {|DSLM045:f(x)|} + y + z;"),
        ["DSLM045 in a method that is called"] = Body("return Helper(x) + y + z;", "static double Helper(double a) => {|DSLM045:Math.Ceiling(a)|};"),
        ["DSLM045 once, however often it is called"] = Body("return Helper(x) + Helper(y) + Helper(z);", "static double Helper(double a) => {|DSLM045:Math.Ceiling(a)|};"),
        ["DSLM045 once, however often the loop runs"] = Body("var s = z; for (int i = 0; i < 9; i++) s += {|DSLM045:Math.Floor(x + i)|} * y; return s;"),
        ["DSLM045 rounding"] = Body("return {|DSLM045:(int)x|} + y + z;"),
        ["DSLM045 integer division of the point"] = Body("return {|DSLM045:Math.Sign(x) / 2|} + y + z;"),
        ["DSLM045 foreach"] = Body("var s = 0.0; {|DSLM045:foreach (var a in new[] { x, y, z }) s += a;|} return s;"),
        ["DSLM045 array without elements"] = Body("var a = {|DSLM045:new double[3]|}; return x + y + z;"),
        ["DSLM045 element that is written"] = Body("double[] a = [x, y]; {|DSLM045:a[0]|} = z; return a[0] + a[1] + z;"),
        ["DSLM045 parameter that is written"] = Body("{|DSLM045:Radius|} = 2; return Radius * x + y + z;", "[Parameter(1)] public partial double Radius { get; set; }"),
        ["DSLM045 exception"] = Body("if (x > 0) {|DSLM045:throw new System.InvalidOperationException();|} return x + y + z;"),
        ["DSLM045 try"] = Body("{|DSLM045:try { return x + y; } finally { z = 0; }|}"),
        ["DSLM045 goto"] = Body("{|DSLM045:goto End;|} End: return x + y + z;"),
        ["DSLM045 text"] = Body("return x * {|DSLM045:\"abc\".Length|} + y + z;"),
        ["DSLM045 variable of text"] = Body("var text = {|DSLM045:\"abc\"|}; return x * text.Length + y + z;".Replace("text.Length", "{|DSLM045:text.Length|}")),
        ["DSLM045 switch expression without an end"] = Body("return {|DSLM045:x switch { > 0 => y, <= 0 => z }|};"),
        ["DSLM045 switch statement of the point"] = Body("switch ({|DSLM045:x|}) { case > 0: return y; default: return z; }"),
        ["DSLM045 enumeration"] = Body("var d = {|DSLM045:System.DayOfWeek.Friday|}; return x * (int)d + y + z;"),
        ["DSLM045 object itself"] = Body("return x * {|DSLM045:GetHashCode()|} + y + z;"),
        ["DSLM045 another model"] = Body("return x * {|DSLM045:other.Radius|} + y + z;", "[Parameter(1)] public partial double Radius { get; set; } private readonly Shape other = null!;"),

        ["DSLM046 bound that depends on the point"] = Body("var s = 0.0; for (int i = 0; {|DSLM046:i < x|}; i++) s += y * z; return s;"),
        ["DSLM046 bound that depends on a parameter"] = Body("var s = x; for (int i = 0; {|DSLM046:i < Count|}; i++) s += y * z; return s;", "[Parameter(3)] public partial double Count { get; set; }"),
        ["DSLM046 while"] = Body("while ({|DSLM046:x > 1|}) x /= 2; return x + y + z;"),
        ["DSLM046 index"] = Span("return x[0] + x[{|DSLM046:x[1] > 0 ? 1 : 2|}] + x[2];"),
        ["DSLM046 break under a condition of the point"] = Body("var s = z; for (int i = 0; i < 3; i++) { if (x > i) {|DSLM046:break;|} s += y; } return s;"),
        ["DSLM046 continue in a switch under a condition of the point"] = Body("var s = z; for (int i = 0; i < 3; i++) { if (x > i) { switch (i) { case 0: {|DSLM046:continue;|} default: break; } } s += y; } return s;"),

        ["DSLM047 beyond the end"] = Span("return x[0] * x[1] * x[2] + x[{|DSLM047:3|}];"),
        ["DSLM047 below the start"] = Span("var i = 0; return x[0] * x[1] * x[2] + x[{|DSLM047:i - 1|}];"),
        ["DSLM047 in a loop, once"] = Span("var s = 0.0; for (int i = 0; i <= x.Length; i++) s += x[{|DSLM047:i|}]; return s;"),
        ["DSLM047 from the end"] = Span("return x[0] * x[1] * x[2] + x[{|DSLM047:^4|}];"),
        ["DSLM047 range"] = Span("var rest = {|DSLM047:x[1..5]|}; return x[0] + x[1] + x[2];"),
        ["DSLM047 slice"] = Span("var rest = {|DSLM047:x.Slice(2, 2)|}; return x[0] + x[1] + x[2];"),

        ["DSLM048 itself"] = Body("return Helper(x) + y + z;", "static double Helper(double a) => a > 0 ? a : {|DSLM048:Helper(a + 1)|};"),
        ["DSLM048 through another"] = Body("return First(x) + y + z;", "static double First(double a) => Second(a); static double Second(double a) => {|DSLM048:First(a)|};"),
        ["DSLM048 the constraint"] = Body("return {|DSLM048:F(y, x, z)|} + 1;"),
        ["DSLM048 local function"] = Body("double G(double a) => {|DSLM048:G(a)|}; return G(x) + y + z;"),
        ["DSLM048 property"] = Body("return One * x + y + z;", "static double One => 1 + Two; static double Two => {|DSLM048:One|};"),

        ["DSLM049 steps"] = Body("var s = 0.0; {|DSLM049:for (int i = 0; i < 10_001; i++) s = x + y + z;|} return s;"),
        ["DSLM049 without an end"] = Body("{|DSLM049:while (true) x = y + z;|}"),
        ["DSLM049 operations"] = Body("var s = z; {|DSLM049:for (int i = 0; i < 9_000; i++) { s = Math.Sin(s) * x + y; }|} return s;"),
        ["DSLM049 calls upon calls"] = Body(
            "return Ten(x) + y + z;",
            """
            static double Ten(double a) => Many(a) + Many(a + 1) + Many(a + 2) + Many(a + 3) + Many(a + 4) + Many(a + 5) + Many(a + 6) + Many(a + 7) + Many(a + 8) + Many(a + 9);
            static double Many(double a) { var s = a; {|DSLM049:for (int i = 0; i < 1_100; i++) s = a;|} return s; }
            """),

        ["DSLM050 Abs"] = Body("return {|DSLM050:Math.Abs(x)|} + y * z - 1;"),
        ["DSLM050 Min, Max, Clamp, Sign"] = Body(
            "return {|DSLM050:Math.Min(x, y)|} + {|DSLM050:Math.Max(x, 0)|} * {|DSLM050:Math.Clamp(y, -1, 1)|} + {|DSLM050:Math.Sign(z)|} * {|DSLM050:MathF.Abs((float)z)|};"),
        ["DSLM050 ternary"] = Body("return {|DSLM050:x > 0|} ? x * x + y : y - z;"),
        ["DSLM050 if"] = Body("var a = y; if ({|DSLM050:x > 0|}) a = z; return a * x;"),
        ["DSLM050 early return"] = Body("if ({|DSLM050:x > 0|}) return y + z; return x * y;"),
        ["DSLM050 switch expression"] = Body("return x switch { {|DSLM050:> 0|} => y * x, _ => z };"),
        ["DSLM050 once, however often the loop runs"] = Body("var s = z; for (int i = 0; i < 3; i++) s += {|DSLM050:Math.Abs(x - i)|} * y; return s;"),

        ["DSLM059 overflow that is checked"] = Body("int n = int.MaxValue; n = {|DSLM059:checked(n + 1)|}; return x * n + y + z;".Replace("{|DSLM059:checked(n + 1)|}", "checked({|DSLM059:n + 1|})")),
        ["DSLM059 division by zero"] = Body("int n = 0; return x * ({|DSLM059:3 / n|}) + y * ({|DSLM059:3 % n|}) + z;"),
        ["DSLM059 conversion that does not fit"] = Body("var n = 1e20; return x * {|DSLM059:(int)n|} + y + z;"),

        ["compiler, body: unknown name"] = Body("return x * {|CS0103:Missing|} + Math.Floor(y);"),
        ["compiler, body: wrong type"] = Body("int i = {|CS0266:x|}; return i + Math.Floor(y);"),
        ["compiler, body: no value"] = Body("double a; return {|CS0165:a|} + x + y + z;"),
        ["compiler, body: no return"] = Source("[Constraint] double {|CS0161:F|}(double x, double y, double z) { if (x > 0) return y; }"),
        ["compiler, body: unknown method"] = Body("return Math.{|CS0117:Sinus|}(x) + y;"),
        ["compiler, body: parse error"] = Body("return x +{|CS1525:;|}"),
    };

    private static DiagnosticCase Body(string body, string members = "", string more = "", string type = "public sealed partial class")
        => Source($"[Constraint] double F(double x, double y, double z) {{ {body} }}\n{members}", more, type);

    private static DiagnosticCase Span(string body) => Source($"[Constraint] double F(System.ReadOnlySpan<double> x) {{ {body} }}");

    private static DiagnosticCase Source(string members, string more = "", string type = "public sealed partial class")
        => new($"[Manifold(Ambient = 3)] {type} Shape\n{{\n{members}\n}}\n{more}", Use.Manifold("Shape"));
}
