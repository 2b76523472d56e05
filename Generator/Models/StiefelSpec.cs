namespace DslManifolds.Generator.Models;

/// <summary>The upper triangle of Xᵀ X − I, X a matrix given row by row.</summary>
internal sealed record StiefelSpec(int Rows, int Columns) : PartSpec(Columns * (Columns + 1) / 2);
