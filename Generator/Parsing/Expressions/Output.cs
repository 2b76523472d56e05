using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>One output of a constraint.</summary>
/// <param name="Method">The method that returns it.</param>
/// <param name="Index">Its place in what the method returns.</param>
/// <param name="Node">Its node, or null where it could not be read.</param>
internal sealed record Output(OutputMethod Method, int Index, NodeId? Node)
{
    /// <summary>How messages call it.</summary>
    public string Name => Method.Outputs == 1 ? Method.Symbol.Name : $"{Method.Symbol.Name}, output {Index + 1}";
}
