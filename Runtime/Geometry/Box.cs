using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// A closed box {x ∈ ℝⁿ : lower_i ≤ x_i ≤ upper_i}: where noise is drawn, chains live and zero sets are extracted.
/// </summary>
/// <remarks>Immutable; two boxes are equal if their bounds are.</remarks>
public sealed class Box : IEquatable<Box>
{
    /// <summary>The box between two corners. The arrays are copied.</summary>
    /// <param name="lower">Lower bounds, one an axis.</param>
    /// <param name="upper">Upper bounds, each greater than the lower one of its axis.</param>
    /// <exception cref="ArgumentException">
    /// No axis, corners of unlike length, a bound that is not finite, or an axis without extent.
    /// </exception>
    public Box(IReadOnlyList<double> lower, IReadOnlyList<double> upper)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        if (lower.Count == 0)
            throw new ArgumentException("A box needs at least one axis, but no bounds are given.", nameof(lower));
        if (lower.Count != upper.Count)
        {
            throw new ArgumentException(
                $"{lower.Count} lower and {upper.Count} upper bounds; give one of each an axis.", nameof(upper));
        }

        for (var axis = 0; axis < lower.Count; axis++)
        {
            if (!(double.IsFinite(lower[axis]) && double.IsFinite(upper[axis]) && lower[axis] < upper[axis]))
            {
                throw new ArgumentException(
                    $"Axis {axis} has the bounds {lower[axis]} and {upper[axis]}; they must be finite, the lower one less.",
                    nameof(upper));
            }
        }

        Lower = [.. lower];
        Upper = [.. upper];
    }

    /// <summary>Lower bounds, one an axis.</summary>
    public ImmutableArray<double> Lower { get; }

    /// <summary>Upper bounds, one an axis.</summary>
    public ImmutableArray<double> Upper { get; }

    /// <summary>Number of axes n.</summary>
    public int Dimension => Lower.Length;

    /// <summary>The cube [−halfWidth, halfWidth]ⁿ.</summary>
    /// <param name="dimension">Number of axes n.</param>
    /// <param name="halfWidth">Half the length of an edge, positive.</param>
    public static Box Cube(int dimension, double halfWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        var upper = new double[dimension];
        Array.Fill(upper, halfWidth);
        return new Box(Array.ConvertAll(upper, bound => -bound), upper);
    }

    /// <summary>The box stretched about its centre by a positive factor on every axis.</summary>
    public Box Scale(double factor)
    {
        if (!(factor > 0 && double.IsFinite(factor)))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be positive and finite.");
        var lower = new double[Dimension];
        var upper = new double[Dimension];
        for (var axis = 0; axis < Dimension; axis++)
        {
            var centre = 0.5 * (Lower[axis] + Upper[axis]);
            var halfWidth = 0.5 * factor * (Upper[axis] - Lower[axis]);
            lower[axis] = centre - halfWidth;
            upper[axis] = centre + halfWidth;
        }

        return new Box(lower, upper);
    }

    /// <summary>Which points lie in the box, its border included; a point with a NaN does not.</summary>
    /// <param name="x">Points, (batch, n), of any floating element type and on any device.</param>
    /// <returns>(batch), bool, fresh.</returns>
    /// <remarks>Bounds are rounded to the element type of x.</remarks>
    public Tensor Contains(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.dim() != 2 || x.shape[1] != Dimension)
        {
            throw new ArgumentException(
                $"x has the shape ({string.Join(", ", x.shape)}); a box of {Dimension} axes needs (batch, {Dimension}).",
                nameof(x));
        }

        using var scope = NewDisposeScope();
        var lower = tensor(Lower.ToArray(), dtype: x.dtype, device: x.device);
        var upper = tensor(Upper.ToArray(), dtype: x.dtype, device: x.device);
        return x.ge(lower).logical_and(x.le(upper)).all(1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public bool Equals(Box? other) => other is not null
        && Lower.AsSpan().SequenceEqual(other.Lower.AsSpan())
        && Upper.AsSpan().SequenceEqual(other.Upper.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Box);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var bound in Lower)
            hash.Add(bound);
        foreach (var bound in Upper)
            hash.Add(bound);
        return hash.ToHashCode();
    }

    /// <summary>The bounds as a product of intervals.</summary>
    public override string ToString() =>
        string.Join(" × ", Lower.Zip(Upper, (lower, upper) => FormattableString.Invariant($"[{lower}, {upper}]")));
}
