using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>Places on Earth from a file with the columns lat,long, as points of the unit sphere.</summary>
internal static class GlobeFile
{
    /// <summary>Reads the places of a file: x = cos(lat) cos(long), y = cos(lat) sin(long), z = sin(lat).</summary>
    public static PointSet Read(
        string path, int fewestRows, AngleUnit unit = AngleUnit.Degrees, ColumnChoice? choice = null)
    {
        var angles = PointFile.Read(path, [unit.Column("lat", 0.25), unit.Column("long", 1)], fewestRows, choice);
        var points = new double[3 * angles.Count];
        for (var i = 0; i < angles.Count; i++)
        {
            (points[3 * i], points[3 * i + 1], points[3 * i + 2]) =
                OnSphere(unit.ToRadians(angles[i][0]), unit.ToRadians(angles[i][1]));
        }
        return new PointSet(points, 3);
    }

    /// <summary>The point of the unit sphere at a latitude and a longitude in degrees.</summary>
    public static (double X, double Y, double Z) ToSphere(double latitude, double longitude) =>
        OnSphere(AngleUnit.Degrees.ToRadians(latitude), AngleUnit.Degrees.ToRadians(longitude));

    private static (double X, double Y, double Z) OnSphere(double latitude, double longitude)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }
}
