namespace DslManifolds.Samples.Reports;

/// <summary>A figure that a run has written.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="File">Name of the file with all panels.</param>
/// <param name="Panels">Names of the files with one panel each.</param>
internal sealed record FigureRecord(string Caption, string File, IReadOnlyList<string> Panels);
