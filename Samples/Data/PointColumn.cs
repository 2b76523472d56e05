namespace DslManifolds.Samples.Data;

/// <summary>A column of a <see cref="PointFile"/> and the values it may hold.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Least">Least value.</param>
/// <param name="Most">Greatest value.</param>
/// <param name="Unit">What the numbers are.</param>
internal sealed record PointColumn(string Name, double Least, double Most, string Unit);
