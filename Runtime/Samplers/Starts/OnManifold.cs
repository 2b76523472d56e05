using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Guards that keep points off the manifold out of chains and buffers.</summary>
internal static class OnManifold
{
    /// <summary>
    /// Raises an <see cref="ArgumentException"/> unless every row of x, (batch, n), is finite and max |F| there at most the
    /// tolerance.
    /// </summary>
    /// <returns>The coordinates, row-major.</returns>
    public static double[] Require(IManifold manifold, Tensor x, double tolerance, string name)
    {
        HostTransfer.RequireRows(x, manifold.AmbientDimension, name);
        using var noGradient = no_grad();
        var coordinates = HostTransfer.Read(x);
        var bad = Array.FindIndex(coordinates, value => !double.IsFinite(value));
        if (bad >= 0)
            throw Refusal(bad / manifold.AmbientDimension, double.NaN, name, tolerance);
        if (manifold.CodomainDimension == 0)
            return coordinates;

        double[] values;
        using (var residual = manifold.Value(x))
            values = HostTransfer.Read(residual);
        for (var i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i]) <= tolerance)
                continue;
            throw Refusal(i / manifold.CodomainDimension, Math.Abs(values[i]), name, tolerance);
        }

        return coordinates;
    }

    /// <summary>The error for a row that is no point of the manifold.</summary>
    /// <param name="row">The row.</param>
    /// <param name="residual">|F| there; NaN where the row is not finite.</param>
    /// <param name="name">The argument.</param>
    /// <param name="tolerance">Largest |F| allowed.</param>
    public static ArgumentException Refusal(int row, double residual, string name, double tolerance) => double.IsNaN(residual)
        ? new ArgumentException($"Row {row} of {name} holds a value that is not finite, or F is not a number there.", name)
        : new ArgumentException(
            FormattableString.Invariant($"Row {row} of {name} is not on the manifold: |F| = {residual:g4}, ")
            + FormattableString.Invariant($"at most {tolerance:g4} is allowed. Project the points onto the manifold first."),
            name);
}
