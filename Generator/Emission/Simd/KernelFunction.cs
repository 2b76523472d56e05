using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>A method of a kernel: its signature and documentation, and the graph that it computes.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Summary">XML summary.</param>
/// <param name="Arguments">Arguments in the order of the signature, the point first; the graph need not use them all.</param>
/// <param name="Results">Names of the lanes that the graph's outputs are written to, in their order.</param>
/// <param name="Graph">What it computes.</param>
internal sealed record KernelFunction(
    string Name, string Summary, IReadOnlyList<Input> Arguments, IReadOnlyList<string> Results, ComputationGraph Graph)
{
    /// <summary>Name of the lanes for what a method needs meanwhile.</summary>
    public const string Scratch = "scratch";

    /// <summary>Names of all parameters, in the order of the signature.</summary>
    public IEnumerable<string> Parameters => [.. Arguments.Select(argument => argument.Name), .. Results, Scratch];
}
