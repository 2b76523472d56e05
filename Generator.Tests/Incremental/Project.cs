namespace DslManifolds.Generator.Tests.Incremental;

/// <summary>A project of models, learned, known and composed, and of helpers, each in a file of its own.</summary>
internal static class Project
{
    public const int Earth = 0, Torus = 3, Bowl = 4, Ball = 5, Moved = 6, Both = 7, Turned = 9, Helpers = 10, Encoder = 11, Decoder = 12, Flow = 14;

    public static readonly IReadOnlyList<string> Sources =
    [
        .. new[]
        {
            "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8)] public sealed partial class Earth;",
            "[Energy(Ambient = 3)] [Mlp(16, Activation = Activation.Tanh)] public sealed partial class Flood;",
            "[ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Floods;",
            """
            [Manifold(Ambient = 3)]
            public sealed partial class Torus
            {
                [Parameter(3)] public partial double Major { get; set; }

                [Constraint]
                double Tube(double x, double y, double z) => Helpers.Square(Math.Sqrt(x * x + y * y) - Major) + z * z - 1;
            }
            """,
            """
            [Energy(Ambient = 3)]
            public sealed partial class Bowl
            {
                [Potential]
                private double Depth(ReadOnlySpan<double> x)
                {
                    var sum = 0.0;
                    for (var i = 0; i < x.Length; i++)
                        sum += Math.Pow(x[i], 2) * (i + 1);
                    return sum / 2;
                }
            }
            """,
            "[Sphere(Ambient = 3, Radius = 1.5)] public sealed partial class Ball;",
            "[Translate(typeof(Earth), 0.5, 0, 0)] public sealed partial class Moved;",
            "[Union(typeof(Moved), typeof(Torus), Weights = [1, 2])] public sealed partial class Both;",
            "[Scale(typeof(Both), 2)] public sealed partial class Larger;",
            "[Rotate(typeof(Ball), 0, 1, Degrees = 30)] public sealed partial class Turned;",
            """
            internal static class Helpers
            {
                internal static double Square(double a) => a * a;

                internal static double Half(double a) => a / 2;
            }
            """,
            "[Encoder(Ambient = 4, Latent = 3, Variational = true)] [Mlp(8)] public sealed partial class Codes;",
            "[Decoder(Latent = 3, Ambient = 4)] [Mlp(8, 8)] public sealed partial class Points;",
            "[PushforwardModel(typeof(Codes), typeof(Points), typeof(Flood))] public sealed partial class Pushed;",
            "[Manifold(Ambient = 3, Dimension = 2)] [CouplingFlow(8, Couplings = 3)] public sealed partial class Flow;",
        }.Select(source => $"using DslManifolds;\n{source}\n"),
    ];
}
