namespace DslManifolds.Generator.Tests.Newcomer;

/// <summary>Numbers of coordinates, dimensions and layers that do not go together.</summary>
internal static class DimensionPrograms
{
    private const string TrainEarth = """
        using var data = torch.randn(1000, 3);
        using var earth = new Earth(seed: 0);
        new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = 100 }).Train(earth, data);
        Checkpoint.Save(earth, "earth.safetensors");
        using var noise = new NoiseProjection(earth, Box.Cube(Earth.AmbientDimension, halfWidth: 1.3), new RandomKey(1));
        using var start = noise.Take(1000);
        Console.WriteLine(Earth.Dimension + Earth.CodomainDimension);
        """;

    public static Dictionary<string, NewcomerProgram> All { get; } = new()
    {
        ["no ambient dimension"] = new(
            TrainEarth,
            "[{|DSLM010:Manifold(Dimension = 2)|}] [Mlp(8, 8, 8)]\npublic sealed partial class Earth;",
            "(Dimension = 2)",
            "(Ambient = 3, Dimension = 2)"),
        ["negative ambient dimension"] = new(
            "using var energy = new Height(0);\n"
                + "using var optimizer = torch.optim.Adam(energy.parameters());\n"
                + "energy.Energy(torch.randn(5, 3)).mean().backward();",
            "[Energy(Ambient = {|DSLM010:-3|})] [Mlp(8, 8, 8)]\npublic sealed partial class Height;",
            "-3",
            "3"),
        ["dimension of the space itself"] = new(
            TrainEarth,
            "[Manifold(Ambient = 3, Dimension = {|DSLM011:3|})] [Mlp(8, 8, 8)]\npublic sealed partial class Earth;",
            "Dimension = 3",
            "Dimension = 2"),
        ["dimension forgotten"] = new(
            TrainEarth,
            "[{|DSLM012:Manifold(Ambient = 3)|}] [Mlp(8, 8, 8)]\npublic sealed partial class Earth;",
            "(Ambient = 3)",
            "(Ambient = 3, Dimension = 2)"),
        ["neither layers nor constraints"] = new(
            TrainEarth,
            "[{|DSLM013:Manifold(Ambient = 3, Dimension = 2)|}]\npublic sealed partial class Earth;",
            "Dimension = 2)]",
            "Dimension = 2)] [Mlp(8)]"),
        ["layers without a width"] = new(
            TrainEarth,
            "[Manifold(Ambient = 3, Dimension = 2)] [{|DSLM013:Mlp|}]\npublic sealed partial class Earth;",
            "[Mlp]",
            "[Mlp(8)]"),
        ["width of nothing"] = new(
            TrainEarth,
            "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, {|DSLM014:0|}, 8)]\npublic sealed partial class Earth;",
            "(8, 0, 8)",
            "(8, 8)"),
        ["stated dimension contradicts the constraint"] = new(
            """
            using var circle = new Circle { Radius = 2 };
            Console.WriteLine(circle.Radius);
            using var points = ManifoldProjection.Project(circle, torch.randn(100, 3)).Value;
            """,
            """
            [Manifold(Ambient = 3, Dimension = {|DSLM041:1|})]
            public sealed partial class Circle
            {
                [Parameter(1)] public partial double Radius { get; set; }

                [Constraint] double Round(double x, double y, double z) => x * x + y * y + z * z - Radius * Radius;
            }
            """,
            "Dimension = 1",
            "Dimension = 2"),
        ["more constraints than coordinates"] = new(
            "using var point = new Point();\nIManifold[] all = [point];\nConsole.WriteLine(Point.Dimension + all.Length);",
            """
            [Manifold(Ambient = 2)]
            public sealed partial class Point
            {
                [Constraint] double First(double x, double y) => x * y;
                [Constraint] double Second(double x, double y) => x - y * y;
                [Constraint] double {|DSLM056:Third|}(double x, double y) => x * x + y;
            }
            """,
            "[Constraint] double Second(double x, double y) => x - y * y;\n"
                + "    [Constraint] double Third(double x, double y) => x * x + y;",
            ""),
        ["activation that there is none of"] = new(
            TrainEarth,
            "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, Activation = {|DSLM015:(Activation)42|})]\n"
                + "public sealed partial class Earth;",
            "(Activation)42",
            "Activation.Tanh"),
        ["sphere without a radius"] = new(
            "using var ball = new Ball();\nusing var values = ball.Value(torch.randn(4, 5));\nConsole.WriteLine(Ball.Dimension);",
            "[Sphere(Ambient = 5, Radius = {|DSLM039:0|})]\npublic sealed partial class Ball;",
            "Radius = 0",
            "Radius = 2"),
        ["Stiefel manifold wider than high"] = new(
            "using var frames = new Frames();\nusing var values = frames.ValueAndJacobian(torch.randn(4, 10)).Value;",
            "[Stiefel(Rows = {|DSLM038:2|}, Columns = 5)]\npublic sealed partial class Frames;",
            "Rows = 2, Columns = 5",
            "Rows = 5, Columns = 2"),
    };
}
