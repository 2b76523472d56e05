namespace DslManifolds.Samplers;

/// <summary>How one step ended for one chain. Except for <see cref="Accepted"/>, the chain stays where it was.</summary>
public enum StepOutcome : byte
{
    /// <summary>The chain moved.</summary>
    Accepted,

    /// <summary>No point on the manifold was found from the proposal (Eq. 8).</summary>
    NotConverged,

    /// <summary>The energy's gradient, the energy or the proposal was not finite.</summary>
    NotFinite,

    /// <summary>The proposal lies outside the box.</summary>
    LeftBox,

    /// <summary>The proposal lies farther away than the limit on moves: often another sheet of the zero set.</summary>
    MovedTooFar,

    /// <summary>A step back from the proposal does not end where the chain came from.</summary>
    NotReversible,

    /// <summary>The Metropolis correction rejected the proposal.</summary>
    MetropolisRejected,
}
