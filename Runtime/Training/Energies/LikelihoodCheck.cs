using DslManifolds.Geometry;

namespace DslManifolds.Training;

/// <summary>The mean of E + log Z over validation points, with log Z by the midpoint rule on a mesh.</summary>
internal sealed class LikelihoodCheck
{
    private readonly Quadrature quadrature;
    private readonly double[] points;
    private readonly double[] pointEnergies;
    private readonly double[] terms;

    /// <summary>A check.</summary>
    /// <param name="mesh">The manifold.</param>
    /// <param name="points">The points, row-major.</param>
    public LikelihoodCheck(SimplicialMesh mesh, double[] points)
    {
        quadrature = Quadrature.OnMesh(mesh);
        this.points = points;
        pointEnergies = new double[points.Length / mesh.AmbientDimension];
        terms = new double[quadrature.Nodes.Count];
    }

    /// <summary>The mean, with the energies of now.</summary>
    public double Of(LikelihoodSteps steps)
    {
        steps.Energies(points, pointEnergies);
        steps.Energies(quadrature.Nodes.Coordinates, terms);
        for (var node = 0; node < terms.Length; node++)
            terms[node] = Math.Log(quadrature.Weights[node]) - terms[node];
        return pointEnergies.Average() + Quadrature.LogSumExp(terms);
    }
}
