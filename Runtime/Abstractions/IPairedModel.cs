namespace DslManifolds;

/// <summary>A constrained model that pairs a manifold with an energy, seen as its two parts.</summary>
public interface IPairedModel : IConstrainedModel
{
    /// <summary>The manifold M.</summary>
    IManifold ManifoldPart { get; }

    /// <summary>The energy E.</summary>
    IEnergy EnergyPart { get; }
}
