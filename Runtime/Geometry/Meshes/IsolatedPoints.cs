using DslManifolds.Kernels;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>The points of a manifold of dimension 0 inside a box.</summary>
/// <remarks>
/// Points that are uniform in the box, always the same ones, are projected by Levenberg–Marquardt, 512 at a time, until a block
/// finds no new point. A point that draws in less than a hundredth of the box may be missed: choose the box no larger than
/// needed. Some 300 points can be told apart from a set that goes on. Points nearer to each other than a thousandth of the box's longest edge count as one.
/// </remarks>
public static class IsolatedPoints
{
    private const int BlockSize = 512;
    private const int BlockLimit = 8;
    private const double Separation = 1e-3;

    /// <summary>Finds the points.</summary>
    /// <param name="manifold">F: ℝⁿ → ℝᵏ, with isolated zeros.</param>
    /// <param name="box">The box, of dimension n.</param>
    /// <param name="elementType">Element type that F works in.</param>
    /// <param name="device">Device that F works on; the CPU where null.</param>
    /// <returns>The points, always in the same order.</returns>
    /// <exception cref="ArgumentException">The manifold's dimension is not 0, or the box has another number of axes.</exception>
    /// <exception cref="InvalidOperationException">There is no point in the box, or their number does not end.</exception>
    public static PointSet Find(
        IManifold manifold, Box box, ScalarType elementType = ScalarType.Float32, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        ArgumentNullException.ThrowIfNull(box);
        if (manifold.Dimension != 0)
            throw new ArgumentException($"The manifold has dimension {manifold.Dimension}, not isolated points.", nameof(manifold));
        if (box.Dimension != manifold.AmbientDimension)
        {
            throw new ArgumentException(
                $"The box has {box.Dimension} axes, the manifold lies in ℝ^{manifold.AmbientDimension}.", nameof(box));
        }

        var found = new List<double[]>();
        var separation = Separation * box.Lower.Zip(box.Upper, (lower, upper) => upper - lower).Max();
        for (var block = 0; block < BlockLimit; block++)
        {
            var before = found.Count;
            foreach (var point in Project(manifold, box, block, elementType, device))
            {
                if (!found.Exists(known => Distance(known, point) <= separation))
                    found.Add(point);
            }

            if (block > 0 && found.Count == before)
                return Points(found, box);
        }

        throw new InvalidOperationException(
            $"{BlockLimit} blocks of {BlockSize} projections went on finding new points, {found.Count} in all: the zeros of F in "
            + $"the box {box} are not isolated. Check the manifold's dimension, or choose a smaller box.");
    }

    private static IEnumerable<double[]> Project(
        IManifold manifold, Box box, int block, ScalarType elementType, Device? device)
    {
        var width = box.Dimension;
        var noise = new double[BlockSize * width];
        CounterRandom.Uniforms(new RandomKey(0, (ulong)block), noise, width);
        for (var i = 0; i < noise.Length; i++)
            noise[i] = box.Lower[i % width] + noise[i] * (box.Upper[i % width] - box.Lower[i % width]);
        using var starts = HostTransfer.Write(noise, BlockSize, width, elementType, device ?? CPU);
        using var result = ManifoldProjection.Project(manifold, starts);
        using var contained = box.Contains(result.Value);
        var inside = HostTransfer.ReadBooleans(contained);
        var coordinates = HostTransfer.Read(result.Value);
        return Enumerable.Range(0, BlockSize)
            .Where(row => inside[row] && result.Status[row] == SolveStatus.Converged)
            .Select(row => coordinates.AsSpan(row * width, width).ToArray())
            .ToArray();
    }

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, (left, right) => (left - right) * (left - right)).Sum());

    private static PointSet Points(List<double[]> points, Box box)
    {
        if (points.Count == 0)
        {
            throw new InvalidOperationException(
                $"No point of the manifold was found in the box {box}. Widen it, or check that F has zeros in it.");
        }

        return new PointSet([.. points.SelectMany(point => point)], box.Dimension);
    }
}
