using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>What a training step computes for each sample: its parts of the loss, and the factors of the loss's gradient.</summary>
/// <param name="Graph">The graph. Its first outputs are the parts of the loss, one component each; the others are the factors.</param>
/// <param name="Losses">Number of parts of the loss.</param>
/// <param name="Terms">The gradient: sums, over samples, of products of outputs.</param>
internal sealed record TrainingGraph(ComputationGraph Graph, int Losses, EquatableArray<TrainingTerm> Terms);
