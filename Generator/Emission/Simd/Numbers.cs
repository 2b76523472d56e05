using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Constants of a graph as numbers, row by row.</summary>
internal static class Numbers
{
    public static int Count(Shape shape) => shape.Rows * shape.Size;

    /// <summary>All numbers of a constant.</summary>
    public static IReadOnlyList<double> Of(Node node) => node switch
    {
        Constant constant => [.. Enumerable.Repeat(constant.Value, constant.Size)],
        ConstantMatrix matrix => matrix.Values,
        UnitVectors unit => [.. Enumerable.Range(0, unit.Count * unit.Count).Select(i => i / unit.Count == i % unit.Count ? 1.0 : 0.0)],
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };

    /// <summary>The entries that make a component of W x, or of Wᵀ x, those that are 0 left out.</summary>
    public static IEnumerable<(int Index, double Factor)> Terms(Node weight, int component, bool transposed)
    {
        var values = Of(weight);
        var (rows, columns) = (weight.Shape.Rows, weight.Shape.Size);
        for (var i = 0; i < (transposed ? rows : columns); i++)
        {
            var value = transposed ? values[(i * columns) + component] : values[(component * columns) + i];
            if (value != 0)
                yield return (i, value);
        }
    }

    /// <summary>Whether every component of the product is a component of x, or 0.</summary>
    public static bool IsSelection(Node weight, bool transposed)
        => Enumerable.Range(0, transposed ? weight.Shape.Size : weight.Shape.Rows)
            .All(component => Terms(weight, component, transposed).ToList() is [] or [(_, 1)]);
}
