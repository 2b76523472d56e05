using DslManifolds.Geometry;

namespace DslManifolds.Training;

/// <summary>
/// Asks that a manifold of one output be compact inside a box: adds
/// <code>
/// γ E (1 − F(b))²₊,  b uniform on the faces of the box stretched by a factor
/// </code>
/// to the loss of Eq. 3.
/// </summary>
/// <remarks>
/// Eq. 3 looks at F where the data are, and elsewhere the zero set may run out of the box, or have further pieces. With the hinge F is
/// positive all around, so that the zero set is closed inside the stretched box. The points are drawn anew at each step. Not part of the paper.
/// </remarks>
/// <param name="Box">The box that the data lie in, with room around them.</param>
public sealed record BorderHingeOptions(Box Box)
{
    /// <summary>γ: weight of the term. Default 0.1.</summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>Points b of a training step. Default 50.</summary>
    public int Points { get; init; } = 50;

    /// <summary>Factor by which the box is stretched about its centre. Default 1.15.</summary>
    public double BoxScale { get; init; } = 1.15;

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Box, nameof(Box));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Points, nameof(Points));
        if (!(Weight > 0 && double.IsFinite(Weight)))
            throw new ArgumentOutOfRangeException(nameof(Weight), Weight, "The weight must be positive and finite.");
        if (!(BoxScale > 0 && double.IsFinite(BoxScale)))
            throw new ArgumentOutOfRangeException(nameof(BoxScale), BoxScale, "The factor must be positive and finite.");
    }
}
