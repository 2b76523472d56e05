namespace DslManifolds.Generator.Diagnostics;

/// <summary>Keys of what a diagnostic tells its code fix.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The dimension that would be right.</summary>
    public const string Dimension = nameof(Dimension);

    /// <summary>How many numbers are missing; below 0 where there are too many.</summary>
    public const string Missing = nameof(Missing);
}
