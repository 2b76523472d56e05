namespace DslManifolds.Samples.Experiments;

/// <summary>Sets of settings.</summary>
internal enum Preset
{
    /// <summary>The paper's.</summary>
    Paper,

    /// <summary>Those that were found to work best, with recipes beyond the paper.</summary>
    Tuned,
}
