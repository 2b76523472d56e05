using DslManifolds.Operators;

namespace DslManifolds;

/// <summary>
/// A mixture Σ wᵢ pᵢ of constrained models, each density normalised on its own manifold: E(x) = Eᵢ(x) + log Zᵢ − log wᵢ for the
/// component that x lies on. A union of models that is none is unnormalised: E(x) = Eᵢ(x) − log wᵢ.
/// </summary>
public interface INormalizedUnion : IUnion, IConstrainedModel
{
    /// <summary>The constants log Zᵢ.</summary>
    UnionNormalization Normalization { get; }
}
