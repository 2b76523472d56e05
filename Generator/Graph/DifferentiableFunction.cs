namespace DslManifolds.Generator.Graph;

/// <summary>A function ℝⁿ → ℝᵏ that can be written into a graph.</summary>
/// <param name="Inputs">n.</param>
/// <param name="Outputs">k.</param>
/// <param name="Append">Appends the function's value at a point.</param>
internal sealed record DifferentiableFunction(int Inputs, int Outputs, Func<GraphBuilder, NodeId, NodeId> Append)
{
    /// <summary>What the point is called in signatures.</summary>
    public string PointName { get; init; } = ModelFunctions.Point;

    /// <summary>The point.</summary>
    public Input Point => new(PointName, Inputs);
}
