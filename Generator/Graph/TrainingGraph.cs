using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>What a training step computes for each sample: its parts of the loss, and the factors of the loss's gradient.</summary>
/// <param name="Graph">The graph. Its outputs are two parts of the loss, one component each, and all factors, one behind another.</param>
/// <param name="Factors">Number of the factors' components.</param>
/// <param name="Terms">The gradient: sums, over samples, of products of factors.</param>
internal sealed record TrainingGraph(ComputationGraph Graph, int Factors, EquatableArray<TrainingTerm> Terms);
