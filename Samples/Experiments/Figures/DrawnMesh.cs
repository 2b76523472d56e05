using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>A model on a curve or a surface.</summary>
/// <param name="Name">What it is called within a line.</param>
/// <param name="Samples">Samples of it.</param>
/// <param name="Mesh">The curve or the surface.</param>
/// <param name="Densities">The density at each vertex, by length or area; infinite where a decoder's Jacobian loses rank.</param>
internal sealed record DrawnMesh(string Name, PointSet Samples, SimplicialMesh Mesh, double[] Densities) : DrawnModel(Name, Samples)
{
    // A decoder folds here and there, where its density shoots up: one such place must not decide what colours mean.
    private const double ShownShare = 0.99;

    /// <summary>The densities with those that are infinite at the peak.</summary>
    public double[] Shown => Array.ConvertAll(Densities, density => double.IsFinite(density) ? density : Peak);

    /// <summary>The greatest density that colours need to tell from others: 99 % of the vertices have no more.</summary>
    public double Peak { get; } = Quantile([.. Densities.Where(double.IsFinite).Order()]);

    private static double Quantile(double[] sorted) => sorted.Length == 0 ? 1 : sorted[(int)(ShownShare * (sorted.Length - 1))];
}
