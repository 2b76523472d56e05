using DslManifolds.Operators;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>How a constrained model falls into parts that are sampled and normalised each by itself.</summary>
internal static class ModelParts
{
    /// <summary>
    /// Whether a chain that moves along the model's manifold cannot reach all of it: unions, isolated points, and transforms and
    /// products of those.
    /// </summary>
    public static bool FallsApart(IConstrainedModel model) =>
        Components(model) is not null
        || model.Dimension == 0
        || (Source(model) is { } source && FallsApart(source))
        || (Factors(model) is { } factors && Array.Exists(factors, FallsApart));

    /// <summary>
    /// The components of a union of models, or those of a union of manifolds, each with the one energy; null where there is no
    /// union.
    /// </summary>
    public static IConstrainedModel[]? Components(IConstrainedModel model) => model switch
    {
        IUnion union => Models(union.Components, "component", model),
        IPairedModel { ManifoldPart: IUnion union } pair =>
            [.. union.Components.Select(component => new PairedModel(component, pair.EnergyPart))],
        _ => null,
    };

    /// <summary>
    /// Weights wᵢ of the components' densities: of pᵢ for a normalised union, of e^(−Eᵢ) otherwise, and equal where one energy
    /// serves all.
    /// </summary>
    public static double[] Weights(IConstrainedModel model, int components) =>
        model is IUnion union ? [.. union.Weights] : [.. Enumerable.Repeat(1.0, components)];

    /// <summary>What is transformed, for a transformed model; null for others.</summary>
    public static IConstrainedModel? Source(IConstrainedModel model) =>
        model is ITransformed transformed ? Models([transformed.Source], "source", model)[0] : null;

    /// <summary>The factors of a product of models; null for others.</summary>
    public static IConstrainedModel[]? Factors(IConstrainedModel model) =>
        model is IProduct product ? Models(product.Factors, "factor", model) : null;

    /// <summary>The smallest box that holds T⁻¹ of a box, T affine.</summary>
    public static Box Preimage(ITransformed transformed, Box box, ScalarType elementType, Device? device)
    {
        var n = box.Dimension;
        var centre = box.Lower.Zip(box.Upper, (lower, upper) => 0.5 * (lower + upper)).ToArray();
        var places = new double[(n + 1) * n];
        for (var row = 0; row <= n; row++)
            centre.CopyTo(places, row * n);
        for (var axis = 0; axis < n; axis++)
            places[(axis + 1) * n + axis] = box.Upper[axis];
        var images = new PointSet(places, n).Evaluate(transformed.MapBack, elementType, device);
        var (lowerImage, upperImage) = (images[..n], images[..n]);
        for (var axis = 0; axis < n; axis++)
        {
            for (var row = 1; row <= n; row++)
            {
                var reach = Math.Abs(images[row * n + axis] - images[axis]);
                lowerImage[axis] -= reach;
                upperImage[axis] += reach;
            }
        }

        return new Box(lowerImage, upperImage);
    }

    /// <summary>The box's part in the coordinates of each factor.</summary>
    public static Box[] Slices(Box box, IConstrainedModel[] factors)
    {
        var start = 0;
        return Array.ConvertAll(factors, factor =>
        {
            var end = start + factor.AmbientDimension;
            var slice = new Box(box.Lower.ToArray()[start..end], box.Upper.ToArray()[start..end]);
            start = end;
            return slice;
        });
    }

    private static IConstrainedModel[] Models(IReadOnlyList<IManifold> parts, string role, IConstrainedModel whole) =>
    [
        .. parts.Select((part, i) => part as IConstrainedModel ?? throw new ArgumentException(
            $"{whole.GetType().Name} is a constrained model, but its {role} {i}, a {part.GetType().Name}, is none.", nameof(whole))),
    ];
}
