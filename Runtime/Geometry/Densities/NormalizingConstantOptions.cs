using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>Settings of <see cref="NormalizingConstant"/>.</summary>
public sealed record NormalizingConstantOptions
{
    /// <summary>
    /// Cells along each axis of the grid that the mesh is extracted on. Null, the default: 400 in the plane, 80 in space.
    /// </summary>
    public int? CellsPerAxis { get; init; }

    /// <summary>Element type that the models work in. Default: Float32.</summary>
    public ScalarType ElementType { get; init; } = ScalarType.Float32;

    /// <summary>Device that the models work on; the CPU where null, the default.</summary>
    public Device? Device { get; init; }

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        if (CellsPerAxis is { } cells)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cells, nameof(CellsPerAxis));
        if (ElementType is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException(
                $"The element type is {ElementType}; models are integrated in Float32 or Float64.", nameof(ElementType));
        }
    }
}
