using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>A part of a loss's gradient in one parameter: the sum, over samples, of left ⊗ right, or of left where there is no right.</summary>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Left">One component for each row of the parameter; without right, one for each of its numbers.</param>
/// <param name="Right">One component for each column of the parameter.</param>
internal sealed record ParameterGradient(string Parameter, NodeId Left, NodeId? Right);
