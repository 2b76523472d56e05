namespace DslManifolds.Generator.Tests.Parsing.Expressions;

/// <summary>Bodies of every kind mean in the graph what they mean in C#.</summary>
public sealed class BodyTests
{
    private const double Tolerance = 1e-13;

    private static readonly double[][] Points = [[0.3, -0.7, 1.9], [-1.2, 0.4, 0.25], [2.5, 1.5, -0.6], [-0.1, -2.2, -3.1]];

    private static readonly Dictionary<string, (string Body, string Members, string More)> Cases = new()
    {
        ["arithmetic"] = ("return x * y - (z + 2) / (x * x + 1) + -y - +z;", "", ""),
        ["compound assignment"] = ("var a = x; a += y; a *= z; a -= 0.5f; a /= 3; return a;", "", ""),
        ["increments"] = ("double a = x; var b = a++ * 2 + --a; int i = 3; var c = i++ + ++i; i--; return a * b + c * i + z;", "", ""),
        ["integer division"] = ("int n = 7; return x * (n / 2) + y * (n % 4) - z * (-7 / 2) + (-7 % 3);", "", ""),
        ["integer overflow wraps"] = ("int n = int.MaxValue; n++; long m = n; uint u = 0; u--; return x + m * 1e-9 + u * 1e-9;", "", ""),
        ["bits and shifts"] = ("int n = 5; n <<= 33; byte b = 250; b += 10; uint u = 0xF0000000u; return x + n + (n >> 1) + (-16 >>> 28) + (b & 6) + (b | 8) + (b ^ 3) + ~b + (u >> 28) + (1L << 40) * 1e-9;", "", ""),
        ["narrow types"] = ("sbyte s = -128; s--; short h = unchecked((short)70000); char c = 'a'; int k = -1; ushort w = (ushort)k; return x + s + h + c + w;", "", ""),
        ["compound assignment of unlike types"] = ("int i = 7; i += (int)2.7; double d = 1; d += i; i *= 2; long l = 4; l /= 3; float f = 0.1f; f += i; return x * i + d + l + f;", "", ""),
        ["compound assignment that narrows"] = ("int i = 7; i += 'a'; byte b = 200; b *= 2; int k = 10; k -= 3; return x * i + b + k;", "", ""),
        ["casts"] = ("float f = (float)0.1; int i = (int)-2.9; return x * (double)f + (double)i * y + (float)2;", "", ""),
        ["constants"] = ("const double Half = 0.5; return x * Half + y * Math.PI + z * Scale + Other.Table + Math.Tau + double.Epsilon + MathF.E;", "const double Scale = 2.5;", "static class Other { public const int Table = 4; }"),
        ["readonly fields"] = ("return x * Root + y * Other.Three + Limit;", "static readonly double Root = Math.Sqrt(2) / 2; static readonly int Limit = 3 + 4;", "static class Other { public static readonly float Three = 3; }"),
        ["locals"] = ("double a, b = 2; a = b * x; (var c, double d) = (y, z); (c, d) = (d, c); return a - c / (2 + d * d);", "", ""),
        ["assignment as a value"] = ("double a, b; a = b = x + y; return a * b * (b += z) + b;", "", ""),
        ["ternary"] = ("return x > y ? x * x : y * z;", "", ""),
        ["ternary of constants"] = ("return 3 > 2 ? x : (double)(string.Empty.Length);", "", ""),
        ["nested ternaries"] = ("return x < 0 ? y < 0 ? x * y : x + y : z >= 1 ? z : -z;", "", ""),
        ["comparisons"] = ("var a = 0.0; if (x < y) a += 1; if (x <= y) a += 2; if (x > y) a += 4; if (x >= y) a += 8; if (x == y) a += 16; if (x != y) a += 32; return a + z;", "", ""),
        ["logic"] = ("bool p = x > 0, q = y > 0; var a = p && q ? 1.0 : 2; a += p || q ? 10 : 20; a += !p ? 100 : 200; a += (p & q) ? 1000 : 2000; a += (p | q) ? 1e4 : 2e4; a += (p ^ q) ? 1e5 : 2e5; a += p == q ? 1e6 : 2e6; return a * z;", "", ""),
        ["if with assignment on both sides"] = ("double a; double b = 1; if (x > 0) { a = y; b = z; } else { a = z * z; } return a * b;", "", ""),
        ["if with one side"] = ("var a = x; if (y > 0) a = -x; return a * z;", "", ""),
        ["early returns"] = ("if (x > 0) return y; if (y > 0) return z; var a = x * y; if (z > 0) { a += 1; if (a > 1) return a; a *= 2; } return a - z;", "", ""),
        ["return on both sides"] = ("if (x > 0) { if (y > 0) return 1 + x; else return 2 + y; } else { return z; }", "", ""),
        ["return on the other side"] = ("var a = y; if (x > 0) { a = x * 2; if (z > 0) return a; } else { if (y > 0) return 7 * z; a = 3; return a * x; } return a + 1;", "", ""),
        ["condition known beforehand"] = ("const bool Debug = false; if (Debug) return 0; else return x;", "", ""),
        ["assignment under && and ||"] = ("double a = 1, b = 2; var p = x > 0 && (a = y) > 0; var q = x > 0 || (b = z) > 0; return a * 10 + b + (p ? 1 : 0) + (q ? 3 : 0);", "", ""),
        ["loop"] = ("var sum = 0.0; for (int i = 0; i < 5; i++) sum += i * x + y / (i + 1); return sum * z;", "", ""),
        ["nested loops"] = ("var sum = z; for (var i = 0; i < 3; i++) for (var j = i; j <= 2 * i; j += 2) sum += (i + 1) * x - j * y; return sum;", "", ""),
        ["loop with break and continue"] = ("var sum = z; for (int i = 0; ; i++) { if (i % 2 == 0) continue; if (i > 7) break; sum += i * x; } return sum;", "", ""),
        ["loop of a known real number"] = ("var sum = 0.0; for (double t = 0; t < 1; t += 0.25) sum += t * x; return sum + y;", "", ""),
        ["while and do"] = ("int i = 3; var p = x; while (i > 0) { p *= y; i--; } do { p += z; i++; } while (i < 2); return p;", "", ""),
        ["loop with return"] = ("for (int i = 0; i < 3; i++) { if (x > i - 1) return i + y; } return z;", "", ""),
        ["two variables of a loop"] = ("var s = x; for (int i = 0, j = 9; i < j; i += 2, j--) s += i * y + j; return s;", "", ""),
        ["methods"] = ("return Square(x) + Sum(y, b: z) - Fixed() + Outside.Cube(z);", "static double Square(double a) => a * a; double Sum(double a, double b = 5, int n = 2) { var s = a + b; return s * n; } static double Fixed() => 0.25;", "static class Outside { public static double Cube(double a) => a * a * a; }"),
        ["arguments by name and in another order"] = ("double n = x; return Power(b: n = n + 1, a: n) + n;", "static double Power(double a, double b) => a * 3 - b;", ""),
        ["extension methods"] = ("return x.Squared() + y.Plus(z);", "", "static class Extensions { public static double Squared(this double a) => a * a; public static double Plus(this double a, double b) => a + b; }"),
        ["local functions"] = ("double scale = 2; double Scaled(double a) => a * scale; scale = 3; void Add(double a) { if (a > 0) return; scale += a; } Add(x); Add(y); return Scaled(z) + Scaled(x);", "", ""),
        ["methods that return under a condition"] = ("return Bump(x) * Bump(y) + z;", "static double Bump(double a) { if (a < -1) return 0; if (a > 1) return 0; return 1 - a * a; }", ""),
        ["methods that change their parameters"] = ("return Twice(x) + x;", "static double Twice(double a) { a *= 2; return a; }", ""),
        ["out and ref"] = ("Split(x, out var a, out _); double b = y; Change(ref b); return a * b;", "static void Split(double v, out double half, out double third) { half = v / 2; third = v / 3; } static void Change(ref double v) { if (v > 0) v = -v; }", ""),
        ["properties with a body"] = ("return Two * x + One * y + Three * z;", "static double Two => 2; double One { get { return 1; } } double Three { get => Two + One; }", ""),
        ["tuples"] = ("var t = (a: x, y, (z, 3)); var (p, (q, _)) = (t.a, t.Item3); return t.a * t.y + t.Item2 - p * q + t.Item3.Item2;", "", ""),
        ["tuples of methods"] = ("var (s, c) = Rotate(x, y); (double first, double second) pair = (1, 2); return s * c + Rotate(z, x).b + pair.second;", "static (double a, double b) Rotate(double a, double b) => (a - b, a + b);", ""),
        ["tuples under a condition"] = ("var t = x > 0 ? (x, y) : (y, z); return t.Item1 * 3 + t.Item2;", "", ""),
        ["SinCos"] = ("var (s, c) = Math.SinCos(x); return s * y + c * z + Math.SinCos(y).Cos;", "", ""),
        ["switch expression"] = ("var s = 0.0; for (int i = 0; i < 4; i++) s += i switch { 0 => x, 1 or 2 => y * i, > 2 => z, _ => 0 }; return s;", "", ""),
        ["switch expression of the point"] = ("return x switch { < -1 => y, >= -1 and < 1 when z > 0 => z, not > 2 => x * y, _ => 1 };", "", ""),
        ["switch statement"] = ("var s = 0.0; for (int i = 0; i < 4; i++) { switch (i) { case 0: s += x; break; case 1: case 2: s += y * i; if (i == 1) continue; break; default: s -= z; break; } s *= 2; } return s;", "", ""),
        ["is patterns"] = ("return (x is > 0 and < 2 ? 1 : 2) + (y is not < 0 ? z : 3.0);", "", ""),
        ["arrays and spans"] = ("double[] a = [x, y]; var b = new[] { z, 1 }; ReadOnlySpan<double> c = [x, 2, 3]; var s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i] * c[i]; return s + c[^1] + c[1..][0] + c.Slice(1, 2).Length + Weights[1];", "static ReadOnlySpan<double> Weights => [1, 2, 3];", ""),
        ["Math.Sign as an integer"] = ("return Math.Sign(x) * y + 2 * Math.Sign(z) + Math.Sign(-3) + Math.Max(2, 3) + Math.Abs(-4) + Math.Clamp(9, 1, 3);", "", ""),
        ["remainder of constants"] = ("return x * (7.5 % 2);", "", ""),
        ["unused statements"] = ("; { } var unused = y; _ = z; return x;", "", ""),
        ["partial method"] = ("return Part(x) + y;", "private partial double Part(double a); private partial double Part(double b) => b * 2;", ""),
        ["default values"] = ("double a = default; var b = default(double); return x + a + b;", "", ""),
        ["parameters"] = ("return Radius * x + Center - y * Center;", "[Parameter(2.5)] public partial double Radius { get; set; } [Parameter(-1)] public partial float Center { get; set; }", ""),
        ["checked arithmetic that fits"] = ("int n = 3; return checked(n * 1000) * x + unchecked(int.MaxValue + n) * 1e-9;", "", ""),
        ["static members of another type"] = ("return Helper.Value(x, 3);", "", "static class Helper { const double K = 2; static double Inner(double a) => a * K; public static double Value(double a, int n) { var p = 1.0; for (int i = 0; i < n; i++) p *= Inner(a); return p; } }"),
        ["float arithmetic of constants"] = ("var f = 0.1f; f += 0.2f; return x * f + (0.1f * 3);", "", ""),
        ["conditions in variables"] = ("bool p; if (x > 0) p = y > 0; else p = z > 0; return p ? x : y;", "", ""),
        ["integers under a condition"] = ("int n = x > 0 ? 1 : -1; int m = 0; if (y > 0) m = 2; return n * y + m * z + (n + m);", "", ""),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void MeansTheSame(string name)
    {
        var (body, members, more) = Cases[name];
        var type = ParsedType.OfBody(body, members, more);
        foreach (var point in Points)
            type.AssertAgrees(Tolerance, point);
    }
}
