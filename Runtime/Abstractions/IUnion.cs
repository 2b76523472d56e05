namespace DslManifolds;

/// <summary>
/// A union of manifolds or a mixture of models, seen as its components: what is sampled and normalised component by component,
/// since a chain on one of them does not reach the others.
/// </summary>
public interface IUnion : IManifold
{
    /// <summary>The components: constrained models where the union is one.</summary>
    IReadOnlyList<IManifold> Components { get; }

    /// <summary>Weights of the components, adding up to 1.</summary>
    IReadOnlyList<double> Weights { get; }
}
