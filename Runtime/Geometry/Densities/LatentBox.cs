using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>The part of a latent space that a pushforward model lives in.</summary>
public static class LatentBox
{
    /// <summary>
    /// The range of codes on each axis, padded on each side by half its width (the paper's limits): from a to b it becomes a − (b − a)/2 to
    /// b + (b − a)/2.
    /// </summary>
    /// <param name="codes">Codes g(x) of data, (batch, m), finite.</param>
    /// <exception cref="ArgumentException">
    /// A wrong shape, no code, one that is not finite, or a component that is the same in all: the encoder has collapsed.
    /// </exception>
    public static Box Of(Tensor codes)
    {
        var points = PointSet.FromTensor(codes);
        if (points.Count == 0)
            throw new ArgumentException("There is no code, and so no range.", nameof(codes));
        var (lower, upper) = (points[0].ToArray(), points[0].ToArray());
        for (var i = 0; i < points.Coordinates.Length; i++)
        {
            var (axis, value) = (i % points.Dimension, points.Coordinates[i]);
            if (!double.IsFinite(value))
                throw new ArgumentException($"Component {axis} of code {i / points.Dimension} is not finite.", nameof(codes));
            lower[axis] = Math.Min(lower[axis], value);
            upper[axis] = Math.Max(upper[axis], value);
        }

        for (var axis = 0; axis < lower.Length; axis++)
        {
            if (lower[axis] == upper[axis])
            {
                throw new ArgumentException(
                    $"Component {axis} is {lower[axis]} in every code: the encoder has collapsed. Train it again, from another seed.",
                    nameof(codes));
            }
        }

        return new Box(lower, upper).Scale(2);
    }
}
