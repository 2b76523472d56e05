namespace DslManifolds.Generator.Models;

/// <summary>What a declared type is and its dimensions: all that a composition needs to know of its operands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Ambient">Ambient dimension n.</param>
/// <param name="Dimension">Intrinsic dimension m; the latent dimension where there is an encoder or decoder; 0 for an energy.</param>
/// <param name="Outputs">Number of outputs k of F; 0 where there is none. It is n − m except for unions.</param>
/// <param name="IsMixed">Whether it has components of unlike dimension, of which m is the largest.</param>
internal sealed record ModelShape(ModelKind Kind, int Ambient, int Dimension, int Outputs, bool IsMixed = false)
{
    public bool HasManifold => Kind is ModelKind.Manifold or ModelKind.ConstrainedModel;

    public bool HasEnergy => Kind is ModelKind.Energy or ModelKind.ConstrainedModel;

    public int Codimension => Ambient - Dimension;
}
