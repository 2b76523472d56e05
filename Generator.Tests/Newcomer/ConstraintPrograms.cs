namespace DslManifolds.Generator.Tests.Newcomer;

/// <summary>Constraints, potentials and parameters that cannot be what they are meant to be.</summary>
internal static class ConstraintPrograms
{
    /// <summary>Fits and samples a surface with a radius.</summary>
    private const string UseSurface = """
        using var data = torch.randn(1000, 3);
        using var surface = new Surface { Radius = 2 };
        new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = 100 }).Train(surface, data);
        surface.Radius *= 2;
        using var points = ManifoldProjection.Project(surface, data).Value;
        using var both = new Both(surface, new Surface());
        IUnion union = both;
        Console.WriteLine($"{surface.Radius} {Surface.Dimension} {both.Surface1.Radius} {union.Weights[1]}");
        """;

    private const string UseEnergy = """
        using var height = new Height { Steepness = 2 };
        using var data = torch.randn(1000, 3);
        using var earth = new Earth(seed: 0);
        new EnergyTrainer(new EnergyTrainerOptions(Box.Cube(3, 2))).Train(earth, height, data);
        using var higher = new Higher(height);
        using var gradient = higher.EnergyGradient(data);
        Console.WriteLine(height.Steepness + Height.AmbientDimension);
        """;

    public static Dictionary<string, NewcomerProgram> All { get; } = new()
    {
        ["too few coordinates"] = Surface(
            "[Constraint] double {|DSLM043:F|}(double x, double y) => x * x + y * y - Radius * Radius;",
            "F(double x, double y) => x * x",
            "F(double x, double y, double z) => x * x * z"),
        ["returns whether the point is on it"] = Surface(
            "[Constraint] {|DSLM044:bool|} F(double x, double y, double z) => x * x + y * y + z * z == Radius * Radius;",
            "bool F(double x, double y, double z) => x * x + y * y + z * z ==",
            "double F(double x, double y, double z) => x * x + y * y + z * z -"),
        ["returns nothing"] = Surface(
            "[Constraint] {|DSLM044:void|} F(double x, double y, double z) { var f = x * x + y * y + z * z - Radius; Console.WriteLine(f); }",
            "void F(double x, double y, double z) { var f = x * x + y * y + z * z - Radius; Console.WriteLine(f); }",
            "double F(double x, double y, double z) => x * x + y * y + z * z - Radius;"),
        ["takes an array"] = Surface(
            "[Constraint] double F({|DSLM044:double[]|} x) => x[0] * x[0] + x[1] * x[1] + x[2] * x[2] - Radius;",
            "double[]",
            "ReadOnlySpan<double>"),
        ["takes a tensor"] = Surface(
            "[Constraint] {|DSLM044:torch.Tensor|} F(double x, double y, double z) => torch.tensor(x * y + z);",
            "torch.Tensor F(double x, double y, double z) => torch.tensor(x * y + z);",
            "double F(double x, double y, double z) => x * y + z;"),
        ["says where it is"] = Surface(
            "[Constraint] double F(double x, double y, double z) { {|DSLM045:Console.WriteLine(x)|}; return x * x + y * y + z * z - Radius; }",
            "Console.WriteLine(x); ",
            ""),
        ["adds noise"] = Surface(
            "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - Radius + {|DSLM045:Random.Shared.NextDouble()|};",
            " + Random.Shared.NextDouble()",
            ""),
        ["noise from a field"] = Surface(
            """
            private static readonly Random Noise = new(1);

            [Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - Radius + {|DSLM045:Noise.NextDouble()|};
            """,
            " + Noise.NextDouble()",
            ""),
        ["reads a field that can change"] = Surface(
            "private double height = 1;\n"
                + "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - {|DSLM045:height|} * Radius;\n"
                + "public void Raise() => height++;",
            "private double height = 1;", "[Parameter(1)] private partial double height { get; set; }"),
        ["reads a property that is no parameter"] = Surface(
            "public double Height { get; set; } = 1;\n"
                + "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - {|DSLM045:Height|} * Radius;",
            "public double Height { get; set; } = 1;", "[Parameter(1)] public partial double Height { get; set; }"),
        ["rounds"] = Surface(
            "[Constraint] double F(double x, double y, double z) => {|DSLM045:Math.Round(x)|} * x + y * y + z * z - Radius;",
            "Math.Round(x)",
            "x"),
        ["calls into another assembly"] = Surface(
            "[Constraint] double F(double x, double y, double z) => {|DSLM045:System.Numerics.Complex.Abs(new(x, y))|} + z * z - Radius;",
            "System.Numerics.Complex.Abs(new(x, y))",
            "Math.Sqrt(x * x + y * y)"),
        ["lists its coordinates"] = Surface(
            "[Constraint] double F(double x, double y, double z) => {|DSLM045:new[] { x, y, z }.Sum(a => a * a)|} - Radius;",
            "new[] { x, y, z }.Sum(a => a * a)",
            "x * x + y * y + z * z"),
        ["goes on until it is near"] = Surface(
            "[Constraint] double F(double x, double y, double z) { while ({|DSLM046:x > 1|}) x /= 2; return x * y + z - Radius; }",
            "while (x > 1) x /= 2;",
            "for (int i = 0; i < 3; i++) x /= 2;"),
        ["loops as often as a parameter says"] = Surface(
            "[Constraint] double F(double x, double y, double z) { for (int i = 0; {|DSLM046:i < Radius|}; i++) x = x * x + y; return x + z - Radius; }",
            "i < Radius",
            "i < 3"),
        ["index out of range"] = Surface(
            "[Constraint] double F(ReadOnlySpan<double> x) => x[1] * x[1] + x[2] * x[2] + x[{|DSLM047:3|}] - Radius;",
            "x[3]",
            "x[0]"),
        ["loops one too far"] = Surface(
            "[Constraint] double F(ReadOnlySpan<double> x) { var sum = -Radius; for (var i = 0; i <= x.Length; i++) sum += Math.Pow(x[{|DSLM047:i|}], 2); return sum; }",
            "<=",
            "<"),
        ["calls itself"] = Surface(
            "[Constraint] double F(double x, double y, double z) => Power(x, 3) + y * z - Radius;\n"
                + "static double Power(double a, int n) => n == 0 ? 1 : a * {|DSLM048:Power(a, n - 1)|};",
            "n == 0 ? 1 : a * Power(a, n - 1)", "Math.Pow(a, n)"),
        ["very long"] = Surface(
            "[Constraint] double F(double x, double y, double z) { {|DSLM049:for (var i = 0; i < 1_000_000; i++) x = x * y + z;|} return x - Radius; }",
            "1_000_000",
            "10"),
        ["does not depend on the point"] = Surface(
            "[Constraint] double {|DSLM052:F|}(double x, double y, double z) => Radius * Radius - 1;",
            "=> Radius",
            "=> x * y * z - Radius"),
        ["goes away"] = Surface(
            "[Constraint] double {|DSLM052:F|}(double x, double y, double z) => (x + y + z) * 2 - 2 * x - 2 * y - 2 * z + Radius;",
            "* 2 - 2 * x",
            "* 2 - x"),
        ["the same twice"] = Surface(
            "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - Radius;\n"
                + "[Constraint] double {|DSLM053:G|}(double a, double b, double c) => a * a + b * b + c * c - Radius;",
            "[Constraint] double G", "public double G"),
        ["the same twice, multiplied"] = Surface(
            "[Constraint] double F(double x, double y, double z) => x - y * z + Radius;\n"
                + "[Constraint] double {|DSLM053:G|}(double x, double y, double z) => 2 * (y * z - x - Radius);",
            "[Constraint] double G", "public double G"),
        ["virtual, for a subclass"] = Surface(
            "[Constraint] protected virtual double {|DSLM042:F|}(double x, double y, double z) => x * y * z - Radius;",
            "protected virtual ",
            "",
            type: "partial class"),
        ["generic"] = Surface(
            "[Constraint] double {|DSLM042:F|}<T>(double x, double y, double z) => x * y * z - Radius;",
            "F<T>",
            "F"),
        ["divides integers"] = Surface(
            "[Constraint] double F(double x, double y, double z) { var n = 0; for (var i = 0; i < 3; i++) n += {|DSLM059:6 / i|}; return n * x + y * z - Radius; }",
            "6 / i",
            "6 / (i + 1)"),
        ["parameter not partial"] = Surface(
            "[Parameter(1)] public double {|DSLM054:Height|} { get; set; }\n"
                + "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - Height * Radius;",
            "public double Height", "public partial double Height"),
        ["parameter that counts"] = Surface(
            "[Parameter(1)] public partial {|DSLM054:int|} Count { get; set; }\n"
                + "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - Count * Radius;",
            "partial int", "partial double"),
        ["static parameter"] = Surface(
            "[Parameter(1)] public static partial double {|DSLM054:Height|} { get; set; }\n"
                + "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - Height * Radius;",
            "static partial", "partial"),
        ["parameter that starts nowhere"] = Surface(
            "[Parameter({|DSLM055:double.NaN|})] public partial double Height { get; set; }\n"
                + "[Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - Height * Radius;",
            "double.NaN", "1"),

        ["constraint of an energy"] = Height(
            "[{|DSLM040:Constraint|}] double Up(double x, double y, double z) => Steepness * z * x * y;",
            "[Constraint]",
            "[Potential]"),
        ["parameter of a composition"] = new(
            "using var moved = new Moved(seed: 1) { Distance = 3 };\n"
                + "using var value = moved.Value(torch.randn(5, 3));\n"
                + "Console.WriteLine(moved.Distance);",
            """
            [Sphere(Ambient = 3)] public sealed partial class Ball;

            [Translate(typeof(Ball), 1, 0, 0)]
            public sealed partial class Moved
            {
                [{|DSLM040:Parameter(1)|}] public partial double Distance { get; set; }
            }
            """,
            "[Parameter(1)] public partial",
            "public"),
        ["two potentials"] = Height(
            "[Potential] double Up(double x, double y, double z) => Steepness * z * x * y;\n"
                + "[Potential] double {|DSLM058:Down|}(double x, double y, double z) => x;",
            "[Potential] double Down",
            "public static double Down"),
        ["layers and a potential"] = Height(
            "[Potential] double {|DSLM058:Up|}(double x, double y, double z) => Steepness * z * x * y;",
            " [Mlp(8)] public sealed partial class Height",
            "\npublic sealed partial class Height",
            attributes: " [Mlp(8)]"),
        ["potential of two numbers"] = Height(
            "[Potential] {|DSLM044:(double, double)|} Up(double x, double y, double z) => (Steepness * z, x * y);",
            "(double, double) Up(double x, double y, double z) => (Steepness * z, x * y)",
            "double Up(double x, double y, double z) => Steepness * z * x * y"),
    };

    private static NewcomerProgram Surface(string members, string wrong, string right, string type = "sealed partial class")
        => new(
            UseSurface,
            $$"""
            [Manifold(Ambient = 3)]
            public {{type}} Surface
            {
                [Parameter(1)] public partial double Radius { get; set; }

            {{members}}
            }

            [Union(typeof(Surface), typeof(Surface))] public sealed partial class Both;
            """,
            wrong,
            right);

    private static NewcomerProgram Height(string members, string wrong, string right, string attributes = "")
        => new(
            UseEnergy,
            $$"""
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;

            [Energy(Ambient = 3)]{{attributes}} public sealed partial class Height
            {
                [Parameter(1)] public partial double Steepness { get; set; }

            {{members}}
            }

            [Scale(typeof(Height), 2)] public sealed partial class Higher;
            """,
            wrong,
            right);
}
