using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Parsing.Expressions;

public sealed class TorusTests
{
    private const string Torus = """
        [Manifold(Ambient = 3)]
        public sealed partial class Shape
        {
            [Parameter(3)] public partial double Major { get; set; }
            [Parameter(1)] public partial double Minor { get; private set; }

            [Constraint]
            double Tube(double x, double y, double z)
            {
                var ring = Math.Sqrt(x * x + y * y) - Major;
                return ring * ring + z * z - Minor * Minor;
            }
        }
        """;

    [Fact]
    public void ReadsTheSpec()
    {
        var type = ParsedType.Of(Torus);
        Assert.Empty(type.Reports);
        var spec = Assert.IsType<ManifoldSpec>(type.Spec);
        Assert.Equal((3, 2, 1), (spec.Ambient, spec.Dimension, spec.Shape.Outputs));
        Assert.Equal(
            [new ParameterSpec("Major", 3, "public partial", "double", "set"), new ParameterSpec("Minor", 1, "public partial", "double", "private set")],
            spec.Function.Parameters);
    }

    [Fact]
    public void HasNoRepeatedOperation()
    {
        var graph = ParsedType.Of(Torus).Graph;
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Distinct().Count());
    }
}
