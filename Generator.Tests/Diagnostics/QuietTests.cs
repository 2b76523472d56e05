namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Manifolds as anyone would write them: nobody has anything to say of them.</summary>
public sealed class QuietTests
{
    private static readonly Dictionary<string, string> Cases = new()
    {
        ["circle"] = "[Manifold(Ambient = 2)] public sealed partial class Shape { [Constraint] double Radius(double x, double y) => x * x + y * y - 1; }",
        ["sphere"] = """
            [Manifold(Ambient = 3, Dimension = 2)]
            public sealed partial class Shape
            {
                [Parameter(1)] public partial double Radius { get; set; }
                [Parameter(0)] public partial float CenterX { get; private set; }
                [Constraint] private double Sphere(double x, double y, double z) => Math.Pow(x - CenterX, 2) + y * y + z * z - Radius * Radius;
            }
            """,
        ["torus"] = """
            [Manifold(Ambient = 3)]
            public sealed partial class Shape
            {
                [Parameter(3)] public partial double Major { get; set; }
                [Parameter(1)] public partial double Minor { get; set; }
                [Constraint] double Tube(double x, double y, double z) { var ring = Math.Sqrt(x * x + y * y) - Major; return ring * ring + z * z - Minor * Minor; }
            }
            """,
        ["ellipsoid and hyperboloid"] = """
            [Manifold(Ambient = 3)] public sealed partial class Shape { const double A = 2, B = 0.5f; [Constraint] static double F(float x, double y, double z) => x * x / (A * A) + y * y / (B * B) + z * z - 1; }
            [Manifold(Ambient = 3)] public sealed partial class Other { [Constraint] double F(double x, double y, double z) => x * x + y * y - z * z - 1; }
            """,
        ["O(3), as a span, in loops"] = """
            [Manifold(Ambient = 9)]
            public sealed partial class Shape
            {
                [Constraint]
                (double, double, double, double, double, double) Orthonormal(ReadOnlySpan<double> q)
                    => (Product(q, 0, 0) - 1, Product(q, 1, 1) - 1, Product(q, 2, 2) - 1, Product(q, 0, 1), Product(q, 0, 2), Product(q, 1, 2));

                static double Product(ReadOnlySpan<double> q, int i, int j)
                {
                    var sum = 0.0;
                    for (var k = 0; k < 3; k++)
                        sum += q[3 * i + k] * q[3 * j + k];
                    return sum;
                }
            }
            """,
        ["planar linkage in angles"] = """
            [Manifold(Ambient = 3)]
            public sealed partial class Shape
            {
                const double Crank = 1, Coupler = 2, Rocker = 2.5, Ground = 3;
                [Constraint]
                (double X, double Y) Closes(double a, double b, double c)
                {
                    var (sin, cos) = Math.SinCos(a);
                    return (Crank * cos + Coupler * Math.Cos(b) - Ground - Rocker * Math.Cos(c), Crank * sin + Coupler * Math.Sin(b) - Rocker * Math.Sin(c));
                }
            }
            """,
        ["planar linkage in joints"] = """
            [Manifold(Ambient = 4)]
            public sealed partial class Shape
            {
                [Constraint] double Crank(double x, double y, double u, double v) => Square(x, y) - 1;
                [Constraint] double Coupler(double x, double y, double u, double v) => Square(u - x, v - y) - 4;
                [Constraint] double Rocker(double x, double y, double u, double v) => Square(u - 3, v) - 6.25;
                static double Square(double a, double b) => a * a + b * b;
            }
            """,
        ["layers and a constraint"] = "[Manifold(Ambient = 3, Dimension = 1)] [Mlp(8)] public sealed partial class Shape { [Constraint] double Plane(double x, double y, double z) => z; }",
        ["layers and parameters without a constraint"] = "[Manifold(Ambient = 3, Dimension = 1)] [Mlp(8)] public sealed partial class Shape { [Parameter(1)] public partial double Temperature { get; set; } }",
        ["kinks that no point meets"] = """
            [Manifold(Ambient = 2)]
            public sealed partial class Shape
            {
                [Parameter(1)] public partial double Radius { get; set; }
                [Constraint] double F(double x, double y) => x * x + y * y - Math.Abs(Radius) * (Radius > 2 ? 2 : 1) * Math.Max(1, Math.Sqrt(2)) - (x > 0 ? 1 : 1);
            }
            """,
        ["body that overrides nothing, implements an interface"] = """
            public interface IRound { double Radius(double x, double y); }
            [Manifold(Ambient = 2)] public sealed partial class Shape : IRound { [Constraint] public double Radius(double x, double y) => x * x + y * y - 1; }
            """,
    };

    private static readonly Dictionary<string, string> Energies = new()
    {
        ["potential"] = "[Energy(Ambient = 2)] public sealed partial class Shape { [Parameter(1)] public partial double Stiffness { get; init; } [Potential] double Spring(double x, double y) => Stiffness * x * x; }",
        ["uniform"] = "[Energy(Ambient = 2)] public sealed partial class Shape { [Potential] static float Nothing(ReadOnlySpan<float> x) => 0; }",
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> EnergyNames => [.. Energies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void DrawsNothing(string name) => Verify(Cases[name], Use.Manifold("Shape"));

    [Theory]
    [MemberData(nameof(EnergyNames))]
    public void EnergyDrawsNothing(string name) => Verify(Energies[name], Use.Energy("Shape"));

    private static void Verify(string source, string uses) => Harness.GeneratorHarness.Run("using DslManifolds;\n" + source, uses).AssertClean();
}
