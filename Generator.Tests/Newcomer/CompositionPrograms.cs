namespace DslManifolds.Generator.Tests.Newcomer;

/// <summary>Compositions that do not go together.</summary>
internal static class CompositionPrograms
{
    private const string Parts = """
        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)] public sealed partial class Earth;
        [Manifold(Ambient = 3, Dimension = 1)] [Mlp(8, 8, 8)] public sealed partial class Coast;
        [Manifold(Ambient = 2, Dimension = 1)] [Mlp(8, 8, 8)] public sealed partial class Ring;
        [Energy(Ambient = 3)] [Mlp(32, 32)] public sealed partial class FloodEnergy;
        [Energy(Ambient = 2)] [Mlp(32, 32)] public sealed partial class Height;
        [ConstrainedModel(typeof(Earth), typeof(FloodEnergy))] public sealed partial class Floods;
        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, 8)] public sealed partial class Moon;
        [ConstrainedModel(typeof(Moon), typeof(FloodEnergy))] public sealed partial class Tides;
        [ConstrainedModel(typeof(Coast), typeof(FloodEnergy))] public sealed partial class Surf;

        """;

    /// <summary>Trains both parts of a model called X and samples from it.</summary>
    private const string TrainModel = """
        using var data = torch.randn(1000, 3);
        var box = Box.Cube(3, halfWidth: 1.3);
        using var model = new X(seed: 0);
        new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = 100, RankWeight = 2 }).Train(model.Earth, data);
        new EnergyTrainer(new EnergyTrainerOptions(box) { Rounds = [new LangevinRound(Epochs: 10, Steps: 5)] })
            .Train(model.Earth, model.FloodEnergy, data);

        using var noise = new NoiseProjection(model, box, new RandomKey(1));
        using var start = noise.Take(1000);
        var options = new ConstrainedLangevinOptions { NoiseScale = 0.1, Metropolis = true };
        var sampler = new ConstrainedLangevin(model, model, options);
        using var run = sampler.Run(start, steps: 200, new RandomKey(2));
        Console.WriteLine(run.Counts);
        """;

    /// <summary>Shares a trained part between two composites, one of which contains the other, X.</summary>
    private const string Share = """
        using var earth = new Earth(seed: 0);
        using var x = new X(earth);
        using var larger = new Larger(x);
        List<IManifold> manifolds = [earth, x, larger];
        using var points = torch.randn(10, 3);
        foreach (var manifold in manifolds)
            manifold.Jvp(points, points).Dispose();
        ITransformed transformed = x;
        Console.WriteLine(ReferenceEquals(transformed.Source, x.Earth));
        using var there = x.Map(points);
        """;

    /// <summary>Uses a union or an intersection X of the earth and another manifold.</summary>
    private const string Combine = """
        using var x = new X(new Earth(1), new Coast(2));
        using var larger = new Larger(x);
        using var values = larger.Value(torch.randn(10, 3));
        Console.WriteLine($"{X.Dimension} {X.CodomainDimension} {x.Earth} {x.Coast}");
        """;

    private const string Larger = "\n[Scale(typeof(X), 2)] public sealed partial class Larger;";

    private const string UseModels = """
        var box = Box.Cube(3, halfWidth: 2);
        using var x = new X(new Floods(1), new Tides(2));
        using var run = new MixtureLangevin(x, box).Draw(1000, steps: 100, new RandomKey(3));
        Console.WriteLine(x.Weights[0] + x.Components.Count + NormalizingConstant.Log(x.Floods, box));
        IUnion union = x;
        IEnergy energy = x;
        """;

    public static Dictionary<string, NewcomerProgram> All { get; } = new()
    {
        ["energy first"] = Program(
            TrainModel, "[ConstrainedModel({|DSLM017:typeof(FloodEnergy)|}, typeof(Earth))] public sealed partial class X;",
            "typeof(FloodEnergy), typeof(Earth))] public sealed partial class X",
            "typeof(Earth), typeof(FloodEnergy))] public sealed partial class X"),
        ["two manifolds"] = Program(
            TrainModel.Replace("model.Earth, model.FloodEnergy, data", "model.Earth, model, data"),
            "[ConstrainedModel(typeof(Earth), {|DSLM016:typeof(Coast)|})] public sealed partial class X;",
            "typeof(Coast))] public sealed partial class X",
            "typeof(FloodEnergy))] public sealed partial class X"),
        ["energy on another space"] = Program(
            TrainModel.Replace("model.FloodEnergy", "model.Height"),
            "[ConstrainedModel(typeof(Earth), {|DSLM018:typeof(Height)|})] public sealed partial class X;",
            "typeof(Height)", "typeof(FloodEnergy)") with
        { RightStatements = TrainModel },
        ["union with a class that is not declared"] = Program(
            Combine.Replace("new Coast(2)", "new Rocks()").Replace("Coast", "Rocks"),
            "[Union(typeof(Earth), {|DSLM016:typeof(Rocks)|})] public sealed partial class X;\n"
                + "public sealed class Rocks;" + Larger,
            "public sealed class Rocks;", "[Sphere(Ambient = 3)] public sealed partial class Rocks;"),
        ["private operand"] = new(
            "using var world = World.Make();\n"
                + "using var value = world.Value(torch.randn(5, 3));\n"
                + "IManifold hidden = world.Hidden;",
            """
            public static partial class World
            {
                public static Large Make() => new(new Hidden(seed: 1));

                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] private sealed partial class Hidden;

                [Scale({|DSLM019:typeof(Hidden)|}, 2)] public sealed partial class Large;
            }
            """,
            "private",
            "public"),
        ["union of one"] = Program(
            """
            using var x = new X(new Earth(seed: 0));
            IUnion union = x;
            using var value = x.Earth.Value(torch.randn(5, 3));
            Console.WriteLine(x.Components.Count + union.Weights[0] + X.Dimension);
            """,
            "[{|DSLM020:Union(typeof(Earth))|}] public sealed partial class X;",
            "Union(typeof(Earth))",
            "Union(typeof(Earth), typeof(Moon))")
            with
        { RightStatements = "using var x = new X(new Earth(seed: 0), new Moon(seed: 1));" },
        ["union of a manifold and an energy"] = Program(
            Combine.Replace("Coast", "FloodEnergy"),
            "[Union(typeof(Earth), {|DSLM021:typeof(FloodEnergy)|})] public sealed partial class X;" + Larger,
            "Union(typeof(Earth), typeof(FloodEnergy))",
            "Union(typeof(Earth), typeof(Moon))") with
        { RightStatements = Combine.Replace("Coast", "Moon") },
        ["composed of itself"] = Program(
            "using var x = new X(seed: 0);\n"
                + "using var value = x.Value(torch.randn(5, 3));\n"
                + "IManifold part = x.Earth;\n"
                + "Console.WriteLine(X.Dimension);",
            "[Union(typeof(Earth), {|DSLM022:typeof(X)|})] public sealed partial class X;", "typeof(X)", "typeof(Moon)"),
        ["intersection of two curves of space"] = Program(
            """
            using var x = new X(new Coast(1), new Coast(2));
            using var larger = new Larger(x);
            using var values = x.Coast1.Value(torch.randn(5, 3));
            using var product = larger.Gram(torch.randn(5, 3), torch.randn(5, X.CodomainDimension));
            """,
            "[Intersect(typeof(Coast), {|DSLM024:typeof(Coast)|})] public sealed partial class X;" + Larger,
            "Intersect(typeof(Coast), typeof(Coast))", "Intersect(typeof(Earth), typeof(Moon))")
            with
        { RightStatements = Combine.Replace("Coast", "Moon") },
        ["intersection of a surface with a curve of the plane"] = Program(
            Combine.Replace("Coast", "Ring"),
            "[Intersect(typeof(Earth), {|DSLM018:typeof(Ring)|})] public sealed partial class X;" + Larger,
            "Intersect(typeof(Earth), typeof(Ring))",
            "Intersect(typeof(Earth), typeof(Moon))") with
        { RightStatements = Combine.Replace("Coast", "Moon") },
        ["translation with too few numbers"] = Program(
            Share, "[{|DSLM028:Translate(typeof(Earth), 0.5)|}] public sealed partial class X;" + Larger, "0.5)]", "0.5, 0, 0)]"),
        ["translation with too many numbers"] = Program(
            Share,
            "[Translate(typeof(Earth), 0.5, 0, 0, {|DSLM028:0|})] public sealed partial class X;" + Larger,
            "0.5, 0, 0, 0",
            "0.5, 0, 0"),
        ["rotation matrix of the wrong size"] = Program(
            Share,
            "[{|DSLM029:Rotate(typeof(Earth), 0.0, 1, -1, 0)|}] public sealed partial class X;" + Larger,
            "0.0, 1, -1, 0",
            "0.0, 1, 0, -1, 0, 0, 0, 0, 1"),
        ["rotation matrix that is none"] = Program(
            Share,
            "[{|DSLM030:Rotate(typeof(Earth), 1.0, 1, 0, -1, 1, 0, 0, 0, 1)|}] public sealed partial class X;" + Larger,
            "1.0, 1, 0, -1, 1, 0, 0, 0, 1",
            "0.0, 1, 0, -1, 0, 0, 0, 0, 1"),
        ["rotation matrix with three digits"] = Program(
            Share,
            "[{|DSLM030:Rotate(typeof(Earth), 0.707, -0.707, 0, 0.707, 0.707, 0, 0, 0, 1)|}] public sealed partial class X;" + Larger,
            "0.707, -0.707, 0, 0.707, 0.707, 0, 0, 0, 1", "0, 1, Degrees = 45"),
        ["rotation of a coordinate that there is none of"] = Program(
            Share,
            "[Rotate(typeof(Earth), 1, {|DSLM031:3|}, Degrees = 30)] public sealed partial class X;" + Larger,
            "1, 3",
            "1, 2"),
        ["rotation without an angle"] = Program(
            Share,
            "[{|DSLM032:Rotate(typeof(Earth), 0, 1)|}] public sealed partial class X;" + Larger,
            "0, 1)]",
            "0, 1, Degrees = 30)]"),
        ["scale of nothing"] = Program(
            Share, "[Scale(typeof(Earth), {|DSLM033:0|})] public sealed partial class X;" + Larger, "0)", "0.5)"),
        ["negative scale"] = Program(
            Share, "[Scale(typeof(Earth), {|DSLM033:-1|})] public sealed partial class X;" + Larger, "-1", "1.5"),
        ["translation by what is no number"] = Program(
            Share,
            "[Translate(typeof(Earth), 0, {|DSLM034:0.0 / 0|}, 0)] public sealed partial class X;" + Larger,
            "0.0 / 0",
            "0.5"),
        ["weights of the wrong length"] = Program(
            UseModels,
            "[Union(typeof(Floods), typeof(Tides), Weights = {|DSLM035:new[] { 0.5, 0.25, 0.25 }|})] public sealed partial class X;",
            "{ 0.5, 0.25, 0.25 }", "{ 0.5, 0.5 }"),
        ["weight of nothing"] = Program(
            UseModels,
            "[Union(typeof(Floods), typeof(Tides), Weights = [1, {|DSLM035:0|}])] public sealed partial class X;",
            "[1, 0]",
            "[1, 1]"),
        ["models of unlike dimension without weights"] = Program(
            UseModels.Replace("Tides", "Surf"),
            "[{|DSLM036:Union(typeof(Floods), typeof(Surf))|}] public sealed partial class X;",
            "Union(typeof(Floods), typeof(Surf))", "Union(typeof(Floods), typeof(Tides))") with
        { RightStatements = UseModels },
        ["operand rejected, reported once"] = new(
            TrainModel.Replace("Earth", "Planet") + "\n" + """
            using var far = new Far(new Planet(1));
            using var twice = new Twice(far, far);
            Console.WriteLine(twice.Components.Count + Twice.AmbientDimension);
            """,
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, {|DSLM014:-8|})] public sealed partial class Planet;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class FloodEnergy;
            [ConstrainedModel(typeof(Planet), typeof(FloodEnergy))] public sealed partial class X;
            [Translate(typeof(Planet), 5, 0, 0)] public sealed partial class Far;
            [Union(typeof(Far), typeof(Far))] public sealed partial class Twice;
            """,
            "-8",
            "8"),
    };

    private static NewcomerProgram Program(string statements, string declaration, string wrong, string right)
        => new(statements, Parts + declaration, wrong, right);
}
