using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Parsing;

/// <summary>Shapes of composites, and what else is read of them.</summary>
public sealed class CompositeParserTests
{
    [Theory]
    [InlineData("Union(typeof(Surface), typeof(Surface))", "Manifold 3 2 1")]
    [InlineData("Union(typeof(Surface), typeof(Curve))", "Manifold 3 2 2")]
    [InlineData("Union(typeof(Curve), typeof(Curve), typeof(Curve))", "Manifold 3 1 8")]
    [InlineData("Union(new[] { typeof(Curve), typeof(Surface) })", "Manifold 3 2 2")]
    [InlineData("Union([typeof(Heat), typeof(Heat)])", "Energy 3 0 0")]
    [InlineData("Union(typeof(OnCurve), typeof(OnCurve))", "ConstrainedModel 3 1 4")]
    [InlineData("Intersect(typeof(Surface), typeof(Surface))", "Manifold 3 1 2")]
    [InlineData("Intersect(typeof(Surface), typeof(Curve))", "Manifold 3 0 3")]
    [InlineData("Intersect(typeof(Surface), typeof(Surface), typeof(Surface))", "Manifold 3 0 3")]
    [InlineData("Intersect(typeof(Heat), typeof(Heat), typeof(Heat), typeof(Heat))", "Energy 3 0 0")]
    [InlineData("Intersect(typeof(OnSurface), typeof(OnSurface))", "ConstrainedModel 3 1 2")]
    [InlineData("Product(typeof(Surface), typeof(Plane))", "Manifold 5 3 2")]
    [InlineData("Product(typeof(Curve), typeof(Curve), typeof(Plane))", "Manifold 8 3 5")]
    [InlineData("Product(typeof(Heat), typeof(Cold))", "Energy 5 0 0")]
    [InlineData("Product(typeof(OnPlane), typeof(OnCurve))", "ConstrainedModel 5 2 3")]
    [InlineData("Translate(typeof(Curve), 1, -2.5, 0)", "Manifold 3 1 2")]
    [InlineData("Rotate(typeof(Cold), 0, 1, Degrees = 30)", "Energy 2 0 0")]
    [InlineData("Scale(typeof(OnPlane), 2)", "ConstrainedModel 2 1 1")]
    public void ShapeFollowsFromTheOperands(string attribute, string expected)
    {
        var shape = Parsed.Composite(attribute).Shape;
        Assert.Equal(expected, $"{shape.Kind} {shape.Ambient} {shape.Dimension} {shape.Outputs}");
    }

    /// <summary>A union that holds a curve and a surface is a surface with two outputs: codimension and outputs are kept apart.</summary>
    [Fact]
    public void OutputsAndCodimensionAreKeptApart()
    {
        const string both = "[Union(typeof(Surface), typeof(Curve))] public sealed partial class Both;";
        var cut = Parsed.Composite("Intersect(typeof(Both), typeof(Surface))", both).Shape;
        Assert.Equal((1, 3), (cut.Dimension, cut.Outputs));
        var twice = Parsed.Composite("Union(typeof(Both), typeof(Both))", both).Shape;
        Assert.Equal((2, 4), (twice.Dimension, twice.Outputs));
        var model = Assert.IsType<ConstrainedModelSpec>(
            Parsed.X($"{both} [ConstrainedModel(typeof(Both), typeof(Warm))] partial class X; [Scale(typeof(Heat), 2)] public sealed partial class Warm;"));
        Assert.Equal(new ModelShape(ModelKind.ConstrainedModel, 3, 2, 2, IsMixed: true), model.Shape);
        Assert.Equal(("global::Both", "global::Warm"), (model.Manifold.TypeName, model.Energy.TypeName));
        Assert.Equal(ModelKind.Energy, model.Energy.Shape!.Kind);
    }

    [Theory]
    [InlineData("", 1 / 3.0, 1 / 3.0, 1 / 3.0)]
    [InlineData(", Weights = new double[] { }", 1 / 3.0, 1 / 3.0, 1 / 3.0)]
    [InlineData(", Weights = new[] { 1.0, 2, 1 }", 0.25, 0.5, 0.25)]
    [InlineData(", Weights = [3, 1, 4]", 0.375, 0.125, 0.5)]
    [InlineData(", Weights = [1e308, 1e308, 1e308]", 1 / 3.0, 1 / 3.0, 1 / 3.0)]
    [InlineData(", Weights = new double[] { 1e-310, 1e-310, 2e-310 }", 0.25, 0.25, 0.5)]
    public void WeightsAddUpToOne(string weights, params double[] expected)
    {
        var union = Assert.IsType<UnionSpec>(Parsed.Composite($"Union(typeof(Surface), typeof(Surface), typeof(Surface){weights})").Composition);
        Assert.Equal(expected.Length, union.Weights.Count);
        Assert.All(union.Weights.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(", Normalized = false", false)]
    [InlineData(", Weights = [1, 2], Normalized = true", true)]
    public void UnionsOfModelsAreNormalizedUnlessToldOtherwise(string arguments, bool normalized)
        => Assert.Equal(normalized, Assert.IsType<UnionSpec>(Parsed.Composite($"Union(typeof(OnCurve), typeof(OnCurve){arguments})").Composition).Normalized);

    [Theory]
    [InlineData("Translate(typeof(Surface), 1, -2.5, 0)")]
    [InlineData("Translate(typeof(Surface), new[] { 1, -2.5, 0 })")]
    [InlineData("Translate(typeof(Surface), [1, -2.5, 0])")]
    [InlineData("Translate(offset: new double[] { 1, -2.5, 0 }, operand: typeof(Surface))")]
    public void TranslationIsReadInEveryNotation(string attribute)
    {
        var composite = Parsed.Composite(attribute);
        Assert.Equal(new TranslationSpec(new EquatableArray<double>([1, -2.5, 0])), composite.Composition);
        Assert.Equal("global::Surface", Assert.Single(composite.Operands).TypeName);
    }

    [Fact]
    public void FactorIsRead() => Assert.Equal(new ScalingSpec(0.5), Parsed.Composite("Scale(factor: 0.5, operand: typeof(Surface))").Composition);

    [Theory]
    [InlineData(0, 1, 30)]
    [InlineData(1, 0, 30)]
    [InlineData(2, 1, -75.5)]
    [InlineData(0, 2, 725)]
    [InlineData(0, 2, 45)]
    public void PlaneTurnsOneAxisTowardsTheOther(int from, int to, double degrees)
    {
        var matrix = Rotation($"Rotate(typeof(Surface), {from}, {to}, Degrees = {degrees.ToString(System.Globalization.CultureInfo.InvariantCulture)})");
        var angle = degrees * Math.PI / 180;
        var other = 3 - from - to;
        Assert.Equal(Math.Cos(angle), matrix[from, from], 1e-14);
        Assert.Equal(Math.Sin(angle), matrix[to, from], 1e-14);
        Assert.Equal(-Math.Sin(angle), matrix[from, to], 1e-14);
        Assert.Equal(Math.Cos(angle), matrix[to, to], 1e-14);
        Assert.Equal((1, 0, 0, 0, 0), (matrix[other, other], matrix[other, from], matrix[other, to], matrix[from, other], matrix[to, other]));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(90, 0, 1)]
    [InlineData(-180, -1, 0)]
    [InlineData(-90, 0, -1)]
    [InlineData(630, 0, -1)]
    public void RightAnglesAreExact(int degrees, double cosine, double sine)
    {
        var matrix = Rotation($"Rotate(typeof(Plane), 0, 1, Degrees = {degrees})");
        Assert.Equal([cosine, -sine, sine, cosine], matrix.Cast<double>());
        // A negative zero would be written as such.
        Assert.All(matrix.Cast<double>(), number => Assert.False(number == 0 && double.IsNegative(number)));
    }

    [Theory]
    [InlineData("0.8660254, -0.5, 0.5, 0.8660254")]
    [InlineData("0.6000001, 0.8, 0.8, -0.6000001")]
    [InlineData("0.2801659, 0.9599521, -0.9599521, 0.2801659")]
    public void MatrixIsMadeOrthogonalToRounding(string numbers)
    {
        var matrix = Rotation($"Rotate(typeof(Plane), {numbers})");
        var given = numbers.Split(',').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                Assert.Equal(i == j ? 1 : 0, (matrix[0, i] * matrix[0, j]) + (matrix[1, i] * matrix[1, j]), 4e-16);
                Assert.Equal(given[(2 * i) + j], matrix[i, j], 1e-6);
            }
        }
    }

    [Fact]
    public void OperandsAreNamedAndOrderedAsInTheAttribute()
    {
        var operands = Parsed.Composite("Union(typeof(Curve), typeof(Surface), typeof(Curve))").Operands;
        Assert.Equal(["Curve1", "Surface", "Curve3"], operands.Select(operand => operand.PropertyName));
        Assert.Equal(["curve1", "surface", "curve3"], operands.Select(operand => operand.ParameterName));
        Assert.Equal([2, 1, 2], operands.Select(operand => operand.Shape!.Outputs));
    }

    /// <summary>Generated members come first: an operand gives way.</summary>
    [Theory]
    [InlineData("Union(typeof(Components), typeof(Weights))", "ComponentsOperand", "WeightsOperand")]
    [InlineData("Product(typeof(Factors), typeof(OwnsOperands))", "FactorsOperand", "OwnsOperandsOperand")]
    [InlineData("Translate(typeof(Source), 0, 0)", "SourceOperand")]
    [InlineData("Scale(typeof(MapBack), 2)", "MapBackOperand")]
    [InlineData("Intersect(typeof(Components), typeof(Factors))", "Components", "Factors")]
    public void OperandsGiveWayToMembers(string attribute, params string[] expected)
    {
        var more = string.Concat(new[] { "Components", "Weights", "Factors", "Source", "MapBack", "OwnsOperands" }
            .Select(name => $"[Manifold(Ambient = 2, Dimension = 1)] [Mlp(8)] public sealed partial class {name};\n"));
        Assert.Equal(expected, Parsed.Composite(attribute, more).Operands.Select(operand => operand.PropertyName));
    }

    [Theory]
    [InlineData("Sphere(Ambient = 5)", 5, 4, 1, 1)]
    [InlineData("Sphere(Ambient = 1, Radius = 2.5)", 1, 0, 1, 2.5)]
    public void SpheresAreOfCodimensionOne(string attribute, int ambient, int dimension, int outputs, double radius)
    {
        var spec = Assert.IsType<ManifoldSpec>(Parsed.X($"[{attribute}] partial class X;"));
        Assert.Equal(new ModelShape(ModelKind.Manifold, ambient, dimension, outputs), spec.Shape);
        Assert.Equal(new SphereSpec(radius), Assert.Single(spec.Function.Parts));
        Assert.Equal(ambient, spec.Function.Inputs);
    }

    [Theory]
    [InlineData(5, 2, 10, 7, 3)]
    [InlineData(3, 3, 9, 3, 6)]
    [InlineData(4, 1, 4, 3, 1)]
    [InlineData(1, 1, 1, 0, 1)]
    public void StiefelManifoldsHaveAnOutputForEachScalarProduct(int rows, int columns, int ambient, int dimension, int outputs)
    {
        var spec = Assert.IsType<ManifoldSpec>(Parsed.X($"[Stiefel(Columns = {columns}, Rows = {rows})] partial class X;"));
        Assert.Equal(new ModelShape(ModelKind.Manifold, ambient, dimension, outputs), spec.Shape);
        Assert.Equal(new StiefelSpec(rows, columns), Assert.Single(spec.Function.Parts));
    }

    [Fact]
    public void OperandsMayBeNestedAndInOtherNamespaces()
    {
        var spec = Assert.IsType<CompositeSpec>(Parsed.X(
            """
            namespace A.B { public static partial class Outer { [Translate(typeof(Surface), 1, 0, 0)] internal sealed partial class Moved; } }
            namespace C { [Scale(typeof(A.B.Outer.Moved), 2)] sealed partial class Moved; }
            [Intersect(typeof(A.B.Outer.Moved), typeof(C.Moved))] sealed partial class X;
            """));
        Assert.Equal(["global::A.B.Outer.Moved", "global::C.Moved"], spec.Operands.Select(operand => operand.TypeName));
        Assert.Equal(["Moved1", "Moved2"], spec.Operands.Select(operand => operand.PropertyName));
    }

    /// <summary>Each level uses the one below twice: read anew for each use, this would take 2^60 steps.</summary>
    [Fact]
    public void SharedOperandsAreReadOnce()
    {
        var levels = string.Concat(Enumerable.Range(1, 60).Select(i => $"[Union(typeof(L{i - 1}), typeof(L{i - 1}))] public sealed partial class L{i};\n"));
        var spec = Parsed.Composite("Scale(typeof(L60), 2)", $"[Scale(typeof(Surface), 2)] public sealed partial class L0;\n{levels}");
        Assert.Equal((2, 1), (spec.Shape.Dimension, spec.Shape.Outputs));
    }

    [Fact]
    public void ChainsMayBeLong()
    {
        var chain = string.Concat(Enumerable.Range(1, 3000).Select(i => $"[Scale(typeof(L{i - 1}), 2)] public sealed partial class L{i};\n"));
        Assert.Equal(2, Parsed.Composite("Scale(typeof(L3000), 2)", $"[Scale(typeof(Surface), 2)] public sealed partial class L0;\n{chain}").Shape.Dimension);
    }

    [Fact]
    public void CyclesMayBeLong()
    {
        var cycle = string.Concat(Enumerable.Range(0, 3000).Select(i => $"[Scale(typeof(L{(i + 1) % 3000}), 2)] public sealed partial class L{i};\n"));
        Assert.IsType<RejectedSpec>(Parsed.X($"[Scale(typeof(L0), 2)] public sealed partial class X;\n{cycle}"));
    }

    private static double[,] Rotation(string attribute)
    {
        var composite = Parsed.Composite(attribute);
        var numbers = Assert.IsType<RotationSpec>(composite.Composition).Matrix;
        var size = composite.Shape.Ambient;
        Assert.Equal(size * size, numbers.Count);
        var matrix = new double[size, size];
        for (var i = 0; i < numbers.Count; i++)
            matrix[i / size, i % size] = numbers[i];
        return matrix;
    }
}
