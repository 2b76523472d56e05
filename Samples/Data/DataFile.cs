using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>A file of data and how the user says that it is to be read.</summary>
/// <param name="Path">The file.</param>
internal sealed record DataFile(string Path)
{
    /// <summary>What its columns are; null where the experiment's own format is meant.</summary>
    public PointFormat? Format { get; init; }

    /// <summary>The columns to read; null where the file has just those of its format.</summary>
    public ColumnChoice? Columns { get; init; }

    /// <summary>Unit of its angles; null for that of its format.</summary>
    public AngleUnit? Unit { get; init; }

    /// <summary>Reads the points.</summary>
    /// <param name="format">The format to read where none was given.</param>
    /// <param name="fewestRows">How many rows the caller needs.</param>
    /// <exception cref="InputException">The file, or what was said about it, cannot be used.</exception>
    public PointSet Read(PointFormat format, int fewestRows) => (Format ?? format) switch
    {
        PointFormat.LatLon => GlobeFile.Read(Path, fewestRows, Unit ?? AngleUnit.Degrees, Columns),
        PointFormat.Angles => TorusFile.Read(Path, fewestRows, Unit ?? AngleUnit.Radians, Columns),
        _ when Unit is not null => throw new InputException("--unit: the format points has no angles; leave it out."),
        _ => CoordinateFile.Read(Path, fewestRows, Columns),
    };
}
