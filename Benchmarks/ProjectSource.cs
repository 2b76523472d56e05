using System.Text;

namespace DslManifolds.Benchmarks;

/// <summary>Writes a project of as many models as asked for, no two of them alike.</summary>
internal static class ProjectSource
{
    private const string Helpers = """
        internal static class Helpers
        {
            internal static double Square(double a) => a * a;
            internal static double Norm(double a, double b) => Math.Sqrt(Square(a) + Square(b));
        }

        """;

    private static readonly Func<int, string>[] Layers =
    [
        i => $"[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, {8 + i})] public sealed partial class Model{i};",
        i => $"[Energy(Ambient = 3)] [Mlp(32, {8 + i})] public sealed partial class Model{i};",
        i => $"[ConstrainedModel(typeof(Model{i - 2}), typeof(Model{i - 1}))] public sealed partial class Model{i};",
    ];

    private static readonly Func<int, string>[] Constraints =
    [
        i => $$"""
            [Manifold(Ambient = 3)]
            public sealed partial class Model{{i}}
            {
                [Parameter({{i + 2}})] public partial double Major { get; set; }
                [Parameter(1)] public partial double Minor { get; set; }

                [Constraint]
                private double Tube(double x, double y, double z)
                {
                    var ring = Helpers.Norm(x, y) - Major;
                    return Helpers.Square(ring) + Helpers.Square(z) - Minor * Minor;
                }
            }
            """,
        i => $$"""
            [Energy(Ambient = 3)]
            public sealed partial class Model{{i}}
            {
                [Potential]
                private double Wells(ReadOnlySpan<double> x)
                {
                    var sum = 0.0;
                    for (var j = 0; j < x.Length; j++)
                        sum += Math.Exp(-Helpers.Square(x[j] - {{i}}) / (j + 1)) * Math.Cos(x[j]);
                    return -Math.Log(1 + sum * sum);
                }
            }
            """,
        i => $$"""
            [Manifold(Ambient = 3)]
            public sealed partial class Model{{i}}
            {
                [Constraint]
                private static (double Near, double Far) Curve(double x, double y, double z)
                {
                    var (sine, cosine) = (Math.Sin({{i + 1}} * x), Math.Cos(y));
                    return (x * x + y * y / 2 + z * z - {{i + 1}}, sine * cosine - Math.Tanh(z));
                }
            }
            """,
        i => $$"""
            [Manifold(Ambient = 3)]
            public sealed partial class Model{{i}}
            {
                [Parameter(1)] public partial double Radius { get; set; }

                [Constraint] private double Round(double x, double y, double z) => x * x / {{i + 1}} + y * y / 4 + z * z / 9 - Radius * Radius;
            }
            """,
    ];

    private static readonly Func<int, string>[] Everything =
    [
        Layers[0], Layers[1], Layers[2], Constraints[0], Constraints[3],
        i => $"[Translate(typeof(Model{i - 2}), {i}, 0, 0)] public sealed partial class Model{i};",
        i => $"[Rotate(typeof(Model{i - 2}), 0, 1, Degrees = {i})] public sealed partial class Model{i};",
        i => $"[Union(typeof(Model{i - 1}), typeof(Model{i - 2}), typeof(Model{i - 7}))] public sealed partial class Model{i};",
        i => $"[Scale(typeof(Model{i - 1}), {i})] public sealed partial class Model{i};",
        i => $"[Intersect(typeof(Model{i - 1}), typeof(Model{i - 3}))] public sealed partial class Model{i};",
    ];

    public static string Write(ProjectContent content, int models)
    {
        var forms = content switch
        {
            ProjectContent.Layers => Layers,
            ProjectContent.Constraints => Constraints,
            _ => Everything,
        };
        var source = new StringBuilder("using System;\nusing DslManifolds;\nnamespace Project;\n").Append(Helpers);
        for (var i = 0; i < models; i++)
            source.Append(forms[i % forms.Length](i)).Append('\n');
        return source.ToString();
    }
}
