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
        {
            throw new ArgumentException(
                $"Row {bad / manifold.AmbientDimension} of {name} holds a value that is not finite.", name);
        }

        double[] values;
        using (var residual = manifold.Value(x))
            values = HostTransfer.Read(residual);
        for (var i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i]) <= tolerance)
                continue;
            throw new ArgumentException(
                FormattableString.Invariant($"Row {i / manifold.CodomainDimension} of {name} is not on the manifold: ")
                + FormattableString.Invariant($"|F| = {Math.Abs(values[i]):g4}, at most {tolerance:g4} is allowed. ")
                + "Project the points onto the manifold first.",
                name);
        }

        return coordinates;
    }
}
