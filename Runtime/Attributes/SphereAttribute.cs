namespace DslManifolds;

/// <summary>Declares a partial class as the sphere |x|² = r² of ℝⁿ, of dimension n − 1.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SphereAttribute : Attribute
{
    /// <summary>Ambient dimension n, at least 1 (two points).</summary>
    public int Ambient { get; set; }

    /// <summary>r, above 0.</summary>
    public double Radius { get; set; } = 1;
}
