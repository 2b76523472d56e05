namespace DslManifolds.Training;

/// <summary>Which part of a model is being trained.</summary>
public enum TrainingPhase
{
    /// <summary>The manifold-defining function (Eq. 3).</summary>
    Manifold,

    /// <summary>The energy (Eq. 5).</summary>
    Energy,

    /// <summary>Encoder and decoder of a pushforward model.</summary>
    Autoencoder,
}
