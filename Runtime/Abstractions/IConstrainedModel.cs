namespace DslManifolds;

/// <summary>
/// A constrained energy-based model (Eq. 4): p(x) = e^(−E(x)) / ∫_M e^(−E(y)) dy for x on M = F⁻¹(0), dy the Riemannian measure.
/// It is a manifold and an energy at once; both parts share the ambient dimension.
/// </summary>
public interface IConstrainedModel : IManifold, IEnergy
{
    /// <summary>Ambient dimension n.</summary>
    new int AmbientDimension { get; }

    int IManifold.AmbientDimension => AmbientDimension;

    int IEnergy.AmbientDimension => AmbientDimension;
}

/// <summary>A constrained model whose dimensions are constants to generic code.</summary>
/// <typeparam name="TSelf">The declared type itself.</typeparam>
public interface IConstrainedModel<TSelf> : IConstrainedModel, IManifold<TSelf>, IEnergy<TSelf>
    where TSelf : IConstrainedModel<TSelf>;
