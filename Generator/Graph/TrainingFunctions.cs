using DslManifolds.Generator.Differentiation;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>
/// Losses with their gradients in the parameters, as graphs. Each sample has a weight w: 1 / batch where the loss is a mean, 0 for what
/// only fills a vector up.
/// </summary>
internal static class TrainingFunctions
{
    public const string Direction = "v";
    public const string Weight = "weight";
    public const string Sign = "sign";
    public const string MinSingularValue = "minSingularValue";
    public const string RankWeight = "rankWeight";
    public const string EnergyWeight = "energyWeight";
    public const string Border = "border";

    // Its square is far below that of any ‖u‖ whose square is a normal number, in single precision too.
    private const double Tiny = 1e-18;

    /// <summary>
    /// Eq. 3: w ‖F‖² and w (η − ‖u‖)²₊ with u = Jᵀ v, and the gradient of the first plus α times the second. The cotangents are
    /// F̄ = 2 w F and ū = −2 α w (η − ‖u‖)₊ u / ‖u‖, which is 0 where u is.
    /// </summary>
    /// <remarks>
    /// For one output v is ±1, which leaves ‖u‖ as it is: there is no input v. Then F may also be wanted to be 1 or more, on the border of a
    /// box: min(F − 1, 0) stands in the place of F.
    /// </remarks>
    public static TrainingGraph Manifold(DifferentiableFunction function)
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input(ModelFunctions.Point, function.Inputs));
        var value = function.Append(graph, x);
        var v = function.Outputs == 1 ? graph.Literal(1) : graph.Add(new Input(Direction, function.Outputs));
        var product = Vjp.Append(graph, value, x, v) ?? graph.Literal(0, function.Inputs);
        var weight = graph.Add(new Input(Weight, 1));
        var residual = function.Outputs == 1 ? DataOrBorder(graph, value) : value;
        var length = graph.Unary(UnaryOp.SquareRoot, SquaredNorm(graph, product));
        var hinge = graph.Binary(
            BinaryOp.Maximum, graph.Subtract(graph.Add(new Input(MinSingularValue, 1)), length), graph.Literal(0));
        var scale = graph.Multiply(
            graph.Divide(
                graph.Multiply(graph.Multiply(weight, graph.Add(new Input(RankWeight, 1))), hinge),
                graph.Binary(BinaryOp.Maximum, length, graph.Literal(Tiny))),
            graph.Literal(-2));
        return Build(
            graph,
            [graph.Multiply(weight, SquaredNorm(graph, residual)), graph.Multiply(weight, graph.Multiply(hinge, hinge))],
            ParameterGradients.Append(
                graph,
                [(value, graph.Multiply(graph.Multiply(weight, graph.Literal(2)), residual)), (product, graph.Multiply(product, scale))]));
    }

    /// <summary>
    /// Eq. 5: w E and w E², and the gradient of w (s E + β E²) with s = 1 for data and −1 for samples. The cotangent is Ē = w (s + 2 β E).
    /// </summary>
    public static TrainingGraph Energy(DifferentiableFunction function)
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input(ModelFunctions.Point, function.Inputs));
        var energy = function.Append(graph, x);
        var weight = graph.Add(new Input(Weight, 1));
        var slope = graph.Add(
            graph.Add(new Input(Sign, 1)),
            graph.Multiply(energy, graph.Multiply(graph.Add(new Input(EnergyWeight, 1)), graph.Literal(2))));
        var weighted = graph.Multiply(weight, energy);
        return Build(
            graph,
            [weighted, graph.Multiply(weighted, energy)],
            ParameterGradients.Append(graph, [(energy, graph.Multiply(weight, slope))]));
    }

    private static NodeId DataOrBorder(GraphBuilder graph, NodeId value) => graph.Select(
        graph.Binary(BinaryOp.Less, graph.Literal(0), graph.Add(new Input(Border, 1))),
        graph.Binary(BinaryOp.Minimum, graph.Subtract(value, graph.Literal(1)), graph.Literal(0)),
        value);

    private static NodeId SquaredNorm(GraphBuilder graph, NodeId vector) => graph.Sum(graph.Multiply(vector, vector));

    private static TrainingGraph Build(GraphBuilder graph, NodeId[] losses, IReadOnlyList<ParameterGradient> gradients)
    {
        var factors = gradients
            .SelectMany(gradient => gradient.Right is { } right ? new[] { gradient.Left, right } : [gradient.Left])
            .Distinct()
            .ToList();
        var places = new Dictionary<NodeId, int>();
        var size = 0;
        foreach (var factor in factors)
        {
            places.Add(factor, size);
            size += graph.ShapeOf(factor).Size;
        }

        // A loss that depends on no parameter has no factors; one number stands for them.
        var all = factors.Count == 0 ? losses[0] : graph.Concatenate(factors);
        return new TrainingGraph(
            ModelFunctions.Finished(graph.Build([.. losses, all])),
            Math.Max(size, 1),
            new EquatableArray<TrainingTerm>(gradients.Select(gradient => new TrainingTerm(
                gradient.Parameter, places[gradient.Left], gradient.Right is { } right ? places[right] : null))));
    }
}
