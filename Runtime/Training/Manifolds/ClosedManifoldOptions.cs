using DslManifolds.Geometry;

namespace DslManifolds.Training;

/// <summary>Settings of <see cref="ClosedManifoldTrainer"/>.</summary>
/// <param name="Box">Where the manifold is to be closed.</param>
public sealed record ClosedManifoldOptions(Box Box)
{
    /// <summary>Settings of each training; its seed is that of the first attempt.</summary>
    public ManifoldTrainerOptions Training { get; init; } = new();

    /// <summary>Attempts at most. Default 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>How many components the manifold is to have. Default 1; null for any number but none.</summary>
    public int? Components { get; init; } = 1;

    /// <summary>
    /// How far from the nearest point of the data the manifold may be anywhere. Null, the default, for any distance. A closed curve through
    /// all data may still run where there are none; where the data leave no wide gaps that can be told by this, without the truth.
    /// </summary>
    public double? Reach { get; init; }

    /// <summary>
    /// Cells along an axis of the mesh that is looked at. Default 48: enough to see whether a zero set ends inside the box or runs out of it.
    /// </summary>
    public int CellsPerAxis { get; init; } = 48;

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Box, nameof(Box));
        ArgumentNullException.ThrowIfNull(Training, nameof(Training));
        Training.Validate();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Attempts, nameof(Attempts));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(CellsPerAxis, nameof(CellsPerAxis));
        if (Reach is { } reach && !(reach > 0))
            throw new ArgumentOutOfRangeException(nameof(Reach), Reach, "The distance must be positive.");
        if (Components is < 1)
            throw new ArgumentOutOfRangeException(nameof(Components), Components, "A manifold has at least one component.");
    }
}
