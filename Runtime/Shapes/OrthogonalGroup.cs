using static TorchSharp.torch;

namespace DslManifolds.Shapes;

/// <summary>
/// The orthogonal group O(3) as a submanifold of ℝ⁹, of dimension 3: the matrices Q with Qᵀ Q = I, row by row as points.
/// <see cref="StiefelAttribute"/> declares orthonormal frames of any size.
/// </summary>
/// <remarks>
/// It has two components, the rotations SO(3) with determinant 1 and the matrices with determinant −1, at a distance of 2 from
/// each other. F is the same on both, so the start chooses: <see cref="Identity"/> for SO(3), its negative for the other. A chain
/// stays in its component as long as its limit on moves, 3 ε √3 by default (<see
/// cref="Samplers.ConstrainedLangevinOptions.MaximumMove"/>), is below 2: up to a noise scale ε of 0.38.
/// </remarks>
[Stiefel(Rows = 3, Columns = 3)]
public sealed partial class OrthogonalGroup
{
    /// <summary>The unit matrix as a point, repeated: (count, 9). The caller disposes it.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="device">Device; the CPU by default.</param>
    public static Tensor Identity(long count, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        using var matrix = eye(3, dtype: dtype, device: device ?? CPU);
        using var point = matrix.reshape(1, 9);
        return point.repeat(count, 1);
    }
}
