using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>One step of a <see cref="RandomExpression"/>.</summary>
/// <param name="Size">Number of components.</param>
/// <param name="Range">Where every component lies.</param>
/// <param name="Text">What it does to earlier steps, for messages.</param>
/// <param name="Append">Writes it into a graph that holds the earlier steps.</param>
/// <param name="Evaluate">Computes it from the values of the earlier steps.</param>
internal sealed record ExpressionStep(
    int Size,
    (double Low, double High) Range,
    string Text,
    Func<GraphBuilder, IReadOnlyList<NodeId>, NodeId> Append,
    Func<IReadOnlyList<double[]>, double[]> Evaluate);
