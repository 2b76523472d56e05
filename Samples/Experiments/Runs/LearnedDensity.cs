using DslManifolds.Geometry;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>A learned model, normalised: the mesh of its manifold inside a box, and the density on it by quadrature.</summary>
internal sealed class LearnedDensity
{
    // Cells of a surface along an axis that a screen can do with.
    private const int ScreenCells = 40;

    private readonly IConstrainedModel model;
    private readonly Device device;

    /// <summary>Looks for the manifold in a box.</summary>
    /// <param name="model">The learned model.</param>
    /// <param name="box">The box.</param>
    /// <param name="cells">Cells of the mesh along an axis.</param>
    /// <param name="device">Device of the model.</param>
    /// <exception cref="RunFailedException">The zero set does not meet the box.</exception>
    public LearnedDensity(IConstrainedModel model, Box box, int cells, Device device)
        : this(model, LearnedMesh.NotEmpty(model, box, cells, device), device)
    {
    }

    /// <summary>A density on a manifold that has been meshed.</summary>
    /// <param name="model">The learned model.</param>
    /// <param name="mesh">Its manifold, not empty.</param>
    /// <param name="device">Device of the model.</param>
    public LearnedDensity(IConstrainedModel model, SimplicialMesh mesh, Device device)
    {
        this.model = model;
        this.device = device;
        Mesh = mesh;
        // Finer than the mesh, whose pieces are sorted whole into bins: of a few pieces a bin, one more or less at its edges would
        // show in the total variation.
        Quadrature = Quadrature.OnMesh(Mesh, subdivisions: Mesh.Dimension == 1 ? 16 : 2);
        LogNormalizingConstant = Quadrature.LogNormalizingConstant(model, device: device);
        Masses = Quadrature.Masses(model, device: device);
    }

    /// <summary>The manifold inside the box.</summary>
    public SimplicialMesh Mesh { get; }

    /// <summary>The same with fewer triangles, for a page that is not to become long.</summary>
    public SimplicialMesh ScreenMesh() => Mesh.Dimension == 2 ? LearnedMesh.Extract(model, Bounds(), ScreenCells, device) : Mesh;

    /// <summary>Nodes and weights on the mesh.</summary>
    public Quadrature Quadrature { get; }

    /// <summary>log Z, Z = ∫ exp(−E) over the manifold inside the box.</summary>
    public double LogNormalizingConstant { get; }

    /// <summary>Probability of each node.</summary>
    public double[] Masses { get; }

    /// <summary>E at some points.</summary>
    public double[] Energies(PointSet points) => points.Evaluate(model.Energy, device: device);

    /// <summary>p = exp(−E) / Z at some points of the manifold.</summary>
    public double[] Density(PointSet points) =>
        Array.ConvertAll(Energies(points), energy => Math.Exp(-energy - LogNormalizingConstant));

    // A box with a little more room than the mesh needs, so that nothing is cut off.
    private Box Bounds()
    {
        var (lower, upper) = (Mesh.Vertices[0].ToArray(), Mesh.Vertices[0].ToArray());
        for (var vertex = 0; vertex < Mesh.Vertices.Count; vertex++)
        {
            for (var axis = 0; axis < lower.Length; axis++)
            {
                lower[axis] = Math.Min(lower[axis], Mesh.Vertices[vertex][axis]);
                upper[axis] = Math.Max(upper[axis], Mesh.Vertices[vertex][axis]);
            }
        }
        var margin = 0.02 * lower.Zip(upper, (from, to) => to - from).Max();
        return new Box([.. lower.Select(from => from - margin)], [.. upper.Select(to => to + margin)]);
    }
}
