namespace DslManifolds.Generator.Models;

/// <summary>|x|² − r².</summary>
internal sealed record SphereSpec(double Radius) : PartSpec(Outputs: 1);
