using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>Places on Earth from a file with the columns lat,long in degrees, as points of the unit sphere.</summary>
internal static class GlobeFile
{
    private static readonly PointColumn[] Columns =
    [
        new("lat", -90, 90, "degrees"),
        new("long", -360, 360, "degrees"),
    ];

    /// <summary>Reads the places of a file: x = cos(lat) cos(long), y = cos(lat) sin(long), z = sin(lat).</summary>
    public static PointSet Read(string path, int fewestRows)
    {
        var degrees = PointFile.Read(path, Columns, fewestRows);
        var points = new double[3 * degrees.Count];
        for (var i = 0; i < degrees.Count; i++)
            (points[3 * i], points[3 * i + 1], points[3 * i + 2]) = ToSphere(degrees[i][0], degrees[i][1]);
        return new PointSet(points, 3);
    }

    /// <summary>The point of the unit sphere at a latitude and a longitude in degrees.</summary>
    public static (double X, double Y, double Z) ToSphere(double latitude, double longitude)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(latitude * Math.PI / 180);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude * Math.PI / 180);
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }
}
