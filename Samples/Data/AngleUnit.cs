namespace DslManifolds.Samples.Data;

/// <summary>Unit of the angles in a file of data.</summary>
internal enum AngleUnit
{
    /// <summary>A turn is 2π.</summary>
    Radians,

    /// <summary>A turn is 360.</summary>
    Degrees,
}
