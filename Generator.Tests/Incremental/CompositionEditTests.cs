namespace DslManifolds.Generator.Tests.Incremental;

/// <summary>An edit makes anew what it changes: the type, what is composed of it, and nothing else.</summary>
public sealed class CompositionEditTests
{
    private static readonly string[] EarthAndAbove = ["Both.g.cs", "Earth.g.cs", "Floods.g.cs", "Larger.g.cs", "Moved.g.cs"];

    [Theory]
    [InlineData(Project.Earth, "Mlp(8, 8)", "Mlp(16, 8)", "Earth")]
    [InlineData(Project.Moved, "0.5, 0, 0", "0.5, 1, 0", "Moved")]
    [InlineData(Project.Both, "[1, 2]", "[1, 3]", "Both")]
    [InlineData(Project.Turned, "30", "60", "Turned")]
    [InlineData(Project.Ball, "1.5", "2.5", "Ball")]
    [InlineData(Project.Torus, "Parameter(3)", "Parameter(4)", "Torus")]
    [InlineData(Project.Torus, "z * z - 1", "z * z - 2", "Torus")]
    [InlineData(Project.Bowl, "i + 1", "i + 2", "Bowl")]
    [InlineData(Project.Encoder, "Mlp(8)", "Mlp(9)", "Codes")]
    [InlineData(Project.Encoder, "true", "false", "Codes")]
    [InlineData(Project.Decoder, "Mlp(8, 8)", "Mlp(8)", "Points")]
    [InlineData(Project.Flow, "Couplings = 3", "Couplings = 5", "Flow")]
    public void EditThatLeavesTheShapeMakesOneTypeAnew(int file, string from, string to, string type)
        => Assert.Equal([$"{type}.g.cs"], Edit(file, from, to).MadeAnew);

    [Fact]
    public void EditOfADimensionMakesEverythingAboveAnew()
        => Assert.Equal(EarthAndAbove, Edit(Project.Earth, "Dimension = 2", "Dimension = 1").MadeAnew);

    [Fact]
    public void EditOfAnAmbientDimensionMakesEverythingAboveAnew()
        => Assert.Equal(["Ball.g.cs", "Turned.g.cs"], Edit(Project.Ball, "Ambient = 3", "Ambient = 4").MadeAnew);

    [Theory]
    [InlineData(Project.Encoder, "Latent = 3", "Latent = 2", "Codes")]
    [InlineData(Project.Decoder, "Ambient = 4", "Ambient = 5", "Points")]
    [InlineData(Project.Decoder, "Mlp(8, 8)", "Mlp(0)", "Points")]
    public void EditOfAPartOfAPushforwardModelThatNoLongerFitsMakesItAnew(int file, string from, string to, string type)
        => Assert.Equal(new[] { $"{type}.g.cs", "Pushed.g.cs" }.Order(), Edit(file, from, to).MadeAnew);

    [Fact]
    public void EditThatBreaksAnOperandMakesEverythingAboveAnew()
        => Assert.Equal(EarthAndAbove, Edit(Project.Earth, "Mlp(8, 8)", "Mlp(8, -8)").MadeAnew);

    [Fact]
    public void EditOfAHelperMakesTheTypesAnewWhoseConstraintsCallIt()
        => Assert.Equal(["Torus.g.cs"], Edit(Project.Helpers, "a * a", "a * a * a").MadeAnew);

    [Fact]
    public void EditOfAHelperThatNoConstraintCallsMakesNothingAnew()
        => Assert.Empty(Edit(Project.Helpers, "a / 2", "a / 3").MadeAnew);

    [Theory]
    [InlineData("a * a;", "Math.Floor(a);")]
    [InlineData("a * a;", "Square(a);")]
    [InlineData("a * a;", "a * ;")]
    public void EditThatBreaksAHelperMakesEverythingAboveAnew(string from, string to)
        => Assert.Equal(["Both.g.cs", "Larger.g.cs", "Torus.g.cs"], Edit(Project.Helpers, from, to).MadeAnew);

    [Theory]
    [InlineData(Project.Torus, "- Major", "-  /* the ring's */ Major")]
    [InlineData(Project.Torus, "double x, double y, double z) => Helpers", "double x, double y, double z)\n=> Helpers")]
    [InlineData(Project.Bowl, "var sum = 0.0;", "var sum = 0d;")]
    [InlineData(Project.Both, "typeof(Torus)", "typeof(global::Torus)")]
    [InlineData(Project.Helpers, "(double a) => a * a;", "(double a) { var b = a; return b * a; }")]
    public void EditThatMeansTheSameMakesNothingAnew(int file, string from, string to)
        => Assert.Empty(Edit(file, from, to).MadeAnew);

    [Fact]
    public void CycleIsRejectedAndGoesAgain()
    {
        var cyclic = Project.Sources[Project.Moved].Replace("typeof(Earth)", "typeof(Larger)");
        var closed = EditResult.Of(Project.Sources, Project.Moved, cyclic);
        Assert.Equal(["Both.g.cs", "Larger.g.cs", "Moved.g.cs"], closed.MadeAnew);
        Assert.All(closed.MadeAnew, name => Assert.Contains("was rejected", closed.After[name]));

        var sources = Project.Sources.ToArray();
        sources[Project.Moved] = cyclic;
        var opened = EditResult.Of(sources, Project.Moved, Project.Sources[Project.Moved]);
        Assert.Equal(closed.MadeAnew, opened.MadeAnew);
        Assert.Equal(closed.Before, opened.After);
    }

    private static EditResult Edit(int file, string from, string to)
    {
        var source = Project.Sources[file];
        Assert.Contains(from, source);
        return EditResult.Of(Project.Sources, file, source.Replace(from, to));
    }
}
