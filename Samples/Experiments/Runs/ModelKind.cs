namespace DslManifolds.Samples.Experiments;

/// <summary>The kinds of models that an experiment may compare.</summary>
internal enum ModelKind
{
    /// <summary>A density on the zero set of a learned function.</summary>
    Constrained,

    /// <summary>A density in the whole ambient space.</summary>
    Ambient,

    /// <summary>A density of codes, carried to the image of a decoder.</summary>
    Pushforward,
}
