using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>A public method of a generated module: its signature and documentation, and the graph that it computes.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Summary">XML summary.</param>
/// <param name="Returns">Return type, as it stands in the source.</param>
/// <param name="Graph">What it computes.</param>
/// <param name="Forms">Form of each result.</param>
internal sealed record TorchFunction(
    string Name, string Summary, string Returns, ComputationGraph Graph, IReadOnlyList<OutputForm> Forms)
{
    /// <summary>Arguments in the order of the signature: the point comes first.</summary>
    public IReadOnlyList<Input> Arguments { get; } = [.. Inputs(Graph)];

    private static IEnumerable<Input> Inputs(ComputationGraph graph)
    {
        var inputs = graph.Nodes.OfType<Input>().ToList();
        return inputs.OrderBy(input => input.Name == ModelFunctions.Point ? 0 : 1);
    }
}
