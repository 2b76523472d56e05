namespace DslManifolds.Generator.Tests.Newcomer;

/// <summary>Programs that work, perhaps otherwise than expected: one warning or remark each.</summary>
internal static class RemarkPrograms
{
    public static Dictionary<string, NewcomerProgram> All { get; } = new()
    {
        ["three spheres meet in points"] = new(
            """
            using var points = new Points(new Left(seed: 1), new Right(seed: 2), new Up(seed: 3));
            using var start = torch.randn(100, 3);
            using var found = ManifoldProjection.Project(points, start).Value;
            Console.WriteLine(Points.Dimension);
            """,
            """
            [Sphere(Ambient = 3)] public sealed partial class Ball;
            [Translate(typeof(Ball), -0.5, 0, 0)] public sealed partial class Left;
            [Translate(typeof(Ball), 0.5, 0, 0)] public sealed partial class Right;
            [Translate(typeof(Ball), 0, 0.5, 0)] public sealed partial class Up;
            [{|DSLM025:Intersect(typeof(Left), typeof(Right), typeof(Up))|}] public sealed partial class Points;
            """,
            ", typeof(Up))",
            ")")
        { RightStatements = "using var circle = new Points(new Left(seed: 1), new Right(seed: 2));" },
        ["union with a curve"] = new(
            "using var both = new Both(seed: 1);\n"
                + "IUnion union = both;\n"
                + "using var value = union.Components[1].Value(torch.randn(5, 3));",
            """
            [Sphere(Ambient = 3)] public sealed partial class Ball;
            [Manifold(Ambient = 3, Dimension = 1)] [Mlp(8, 8)] public sealed partial class Curve;
            [Union(typeof(Ball), {|DSLM026:typeof(Curve)|})] public sealed partial class Both;
            """,
            "Dimension = 1",
            "Dimension = 2"),
        ["normalised union of manifolds"] = new(
            "using var both = new Both(seed: 1);\nConsole.WriteLine(both.Weights[0]);",
            """
            [Sphere(Ambient = 3)] public sealed partial class Ball;
            [Scale(typeof(Ball), 2)] public sealed partial class Large;
            [Union(typeof(Ball), typeof(Large), Normalized = {|DSLM037:true|})] public sealed partial class Both;
            """,
            ", Normalized = true",
            ""),
        ["absolute value"] = Curve("=> {|DSLM050:Math.Abs(x)|} + y * y - 1;", "Math.Abs(x)", "x * x"),
        ["larger of two"] = Curve("=> {|DSLM050:Math.Max(x, y)|} + y * y - 1;", "Math.Max(x, y)", "(x + y)"),
        ["two cases"] = Curve("=> {|DSLM050:x > 0|} ? x * x + y - 1 : x + y * y - 1;", "x > 0 ? x * x + y - 1 : ", ""),
        ["coordinate that is not used"] = new(
            "using var tube = new Tube();\nusing var value = tube.Value(torch.randn(5, 3));\nConsole.WriteLine(Tube.Dimension);",
            """
            [Manifold(Ambient = 3)]
            public sealed partial class Tube
            {
                [Constraint] double Round(double x, double y, double {|DSLM051:z|}) => x * x + y * y - 1;
            }
            """,
            "y * y - 1",
            "y * y + z * z - 1"),
        ["as many constraints as coordinates"] = new(
            "using var place = new Place();\n"
                + "using var value = place.Value(torch.randn(5, 2));\n"
                + "Console.WriteLine(Place.Dimension);",
            """
            [{|DSLM057:Manifold(Ambient = 2)|}]
            public sealed partial class Place
            {
                [Constraint] (double, double) At(double x, double y) => (x * x - y, x + y * y * y);
            }
            """,
            "(double, double) At(double x, double y) => (x * x - y, x + y * y * y)",
            "double At(double x, double y) => x * x - y"),
    };

    private static NewcomerProgram Curve(string body, string wrong, string right) => new(
        """
        using var curve = new Curve();
        using var jacobian = curve.Jacobian(torch.randn(5, 2));
        List<IManifold> curves = [curve, new Curve()];
        Console.WriteLine(curves.Sum(each => each.Codimension));
        """,
        $$"""
        [Manifold(Ambient = 2)]
        public sealed partial class Curve
        {
            [Constraint] double Level(double x, double y) {{body}}
        }
        """,
        wrong,
        right);
}
