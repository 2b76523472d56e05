using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Models;

/// <summary>Outputs that are C# expressions of the point, as a graph with one scalar result for each.</summary>
internal sealed record ExpressionSpec(ComputationGraph Graph) : PartSpec(Graph.Outputs.Count);
