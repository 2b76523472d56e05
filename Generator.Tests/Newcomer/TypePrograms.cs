namespace DslManifolds.Generator.Tests.Newcomer;

/// <summary>Classes that cannot be what they are declared as.</summary>
internal static class TypePrograms
{
    private const string TrainEarth = """
        using var data = torch.randn(1000, 3);
        using var earth = new Earth(seed: 0);
        new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = 100, RankWeight = 2 }).Train(earth, data);
        using var values = earth.Value(data);
        Console.WriteLine($"{Earth.Dimension} of {Earth.AmbientDimension}: {values.abs().max().item<float>()}");
        """;

    public static Dictionary<string, NewcomerProgram> All { get; } = new()
    {
        ["forgot partial"] = new(
            TrainEarth,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public sealed class {|DSLM001:Earth|};
            """,
            "sealed class",
            "sealed partial class")
        { IsModule = false },
        ["nested in a class that is not partial"] = new(
            TrainEarth.Replace("Earth", "Models.Earth"),
            """
            public static class {|DSLM002:Models|}
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
                public sealed partial class Earth;
            }
            """,
            "static class",
            "static partial class")
        { IsModule = false },
        ["record"] = new(
            TrainEarth,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public sealed partial record {|DSLM003:Earth|};
            """,
            "record",
            "class")
        { IsModule = false },
        ["static class"] = new(
            TrainEarth,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public static partial class {|DSLM003:Earth|};
            """,
            "static partial class",
            "sealed partial class")
        { IsModule = false },
        ["generic class"] = new(
            "using var earth = new Earth<float>(seed: 0);\nusing var value = earth.Value(torch.randn(5, 3));",
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public sealed partial class {|DSLM003:Earth|}<T>;
            """,
            "<T>",
            "")
        {
            IsModule = false,
            RightStatements = "using var earth = new Earth(seed: 0);\nusing var value = earth.Value(torch.randn(5, 3));"
        },
        ["module as base class"] = new(
            TrainEarth,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public sealed partial class Earth : {|DSLM004:torch.nn.Module<torch.Tensor, torch.Tensor>|};
            """,
            " : torch.nn.Module<torch.Tensor, torch.Tensor>",
            ""),
        ["base class of one's own"] = new(
            TrainEarth + "\nConsole.WriteLine(earth.Title);",
            """
            public abstract class Planet { public string Title { get; set; } = ""; }

            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public sealed partial class Earth : {|DSLM004:Planet|};
            """,
            "public sealed partial class Earth : Planet;",
            """public sealed partial class Earth { public string Title { get; set; } = ""; }""")
        { IsModule = false },
        ["constructor of one's own"] = new(
            """
            using var earth = new Earth("blue", seed: 3);
            using var other = new Earth(seed: 4);
            Console.WriteLine(earth.Title + other.Title);
            using var value = earth.Value(torch.randn(5, 3));
            """,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public sealed partial class Earth
            {
                public string Title { get; init; } = "";

                public {|DSLM005:Earth|}(string title, long seed) => Title = title + seed;
            }
            """,
            "public Earth(string title, long seed) => Title = title + seed;",
            "")
        {
            RightStatements = """
                using var earth = new Earth(seed: 3) { Title = "blue" };
                using var other = new Earth(seed: 4);
                Console.WriteLine(earth.Title + other.Title);
                using var value = earth.Value(torch.randn(5, 3));
                """,
        },
        ["member named Value"] = new(
            """
            using var earth = new Earth(seed: 0);
            Console.WriteLine(earth.Value);
            List<IManifold> manifolds = [earth];
            foreach (var manifold in manifolds)
                manifold.Jacobian(torch.randn(5, 3)).Dispose();
            """,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)]
            public sealed partial class Earth
            {
                public double {|DSLM006:Value|} { get; set; }
            }
            """,
            "public double Value",
            "public double Price")
        { RightStatements = "using var earth = new Earth(seed: 0);\nConsole.WriteLine(earth.Price);" },
        ["method like the generated one"] = new(
            """
            using var energy = new Height(seed: 0);
            using var height = energy.Energy(torch.randn(5, 3));
            """,
            """
            [Energy(Ambient = 3)] [Mlp(32)]
            public sealed partial class Height
            {
                public torch.Tensor {|DSLM006:Energy|}(torch.Tensor x) => x.sum(1);
            }
            """,
            "public torch.Tensor Energy(torch.Tensor x) => x.sum(1);",
            ""),
        ["class named Energy"] = new(
            """
            using var energy = new Energy(seed: 0);
            using var gradient = energy.EnergyGradient(torch.randn(5, 3));
            IEnergy known = energy;
            known.Energy(gradient).Dispose();
            """,
            """
            [Energy(Ambient = 3)] [Mlp(32)]
            public sealed partial class {|DSLM007:Energy|};
            """,
            "partial class Energy;",
            "partial class Height;")
        {
            RightStatements = """
                using var energy = new Height(seed: 0);
                using var gradient = energy.EnergyGradient(torch.randn(5, 3));
                """,
        },
        ["manifold and energy in one class"] = new(
            """
            using var data = torch.randn(1000, 3);
            using var floods = new Floods(seed: 0);
            new ManifoldTrainer(new ManifoldTrainerOptions()).Train(floods, data);
            using var jacobian = floods.Jacobian(data);
            """,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [{|DSLM008:Energy(Ambient = 3)|}] [Mlp(8, 8)]
            public sealed partial class Floods;
            """,
            " [Energy(Ambient = 3)]",
            ""),
        ["layers on a model"] = new(
            """
            using var floods = new Floods(seed: 0);
            using var energy = floods.Energy(torch.randn(5, 3));
            IConstrainedModel model = floods;
            using var parts = floods.Earth.Value(energy);
            """,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)]
            public sealed partial class Earth;
            [Energy(Ambient = 3)] [Mlp(8)]
            public sealed partial class FloodEnergy;
            [ConstrainedModel(typeof(Earth), typeof(FloodEnergy))] [{|DSLM009:Mlp(32, 32)|}]
            public sealed partial class Floods;
            """,
            " [Mlp(32, 32)]",
            ""),
    };
}
