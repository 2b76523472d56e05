namespace DslManifolds.Samples.Data;

/// <summary>What the columns of a file of data are.</summary>
internal enum PointFormat
{
    /// <summary>Latitude and longitude: points of the unit sphere, see <see cref="GlobeFile"/>.</summary>
    LatLon,

    /// <summary>Two angles: points of a torus, see <see cref="TorusFile"/>.</summary>
    Angles,

    /// <summary>Coordinates of the plane or of space, see <see cref="CoordinateFile"/>.</summary>
    Points,
}
