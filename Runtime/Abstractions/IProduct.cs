namespace DslManifolds;

/// <summary>A product of manifolds or models, whose factors take the coordinates of a point in their order.</summary>
public interface IProduct : IManifold
{
    /// <summary>The factors: constrained models where the product is one.</summary>
    IReadOnlyList<IManifold> Factors { get; }
}
