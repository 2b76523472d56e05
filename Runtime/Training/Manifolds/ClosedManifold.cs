using DslManifolds.Geometry;

namespace DslManifolds.Training;

/// <summary>What <see cref="ClosedManifoldTrainer"/> gives.</summary>
/// <param name="Model">The manifold, of the last attempt; the caller's to dispose.</param>
/// <param name="Result">Losses of the last attempt.</param>
/// <param name="Topology">What came out.</param>
/// <param name="IsAsAsked">Whether it is closed, has the components that it was to have, and keeps to the data.</param>
/// <param name="Attempts">Attempts made.</param>
public sealed record ClosedManifold<TModel>(
    TModel Model, ManifoldTrainingResult Result, MeshTopology Topology, bool IsAsAsked, int Attempts);
