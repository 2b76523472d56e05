using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>A public method of a generated module: its signature and documentation, and the graph that it computes.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Summary">XML summary.</param>
/// <param name="Returns">Return type, as it stands in the source.</param>
/// <param name="Arguments">Arguments in the order of the signature, the point first; the graph need not use them all.</param>
/// <param name="Graph">What it computes.</param>
/// <param name="Forms">Form of each result.</param>
internal sealed record TorchFunction(
    string Name, string Summary, string Returns, IReadOnlyList<Input> Arguments, ComputationGraph Graph, IReadOnlyList<OutputForm> Forms)
{
    public Input Point => Arguments[0];
}
