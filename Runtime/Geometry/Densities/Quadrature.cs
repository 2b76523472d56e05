using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>A quadrature rule ∫_M g ≈ Σ_j w_j g(c_j) with respect to the Riemannian measure of M.</summary>
/// <remarks>
/// The probability that a density p ∝ e^(−E) gives to node j is p_j = w_j e^(−E(c_j)) / Z, where Z = Σ_j w_j e^(−E(c_j)).
/// </remarks>
public sealed class Quadrature
{
    /// <summary>A rule from its nodes and weights; the arrays are kept, not copied.</summary>
    /// <param name="nodes">Nodes c_j.</param>
    /// <param name="weights">Weights w_j, one a node, finite and not negative.</param>
    public Quadrature(PointSet nodes, double[] weights)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Length != nodes.Count)
            throw new ArgumentException($"{weights.Length} weights are given for {nodes.Count} nodes.", nameof(weights));
        var bad = Array.FindIndex(weights, weight => !(weight >= 0 && double.IsFinite(weight)));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The weight {bad} is {weights[bad]}; it must be finite and not negative.", nameof(weights));
        }

        Nodes = nodes;
        Weights = weights;
    }

    /// <summary>Nodes c_j.</summary>
    public PointSet Nodes { get; }

    /// <summary>Weights w_j: length, area or volume around each node.</summary>
    public double[] Weights { get; }

    /// <summary>
    /// The midpoint rule on a mesh: nodes at the centroids of its simplices, weighted by their lengths or areas.
    /// </summary>
    /// <param name="mesh">
    /// A mesh of segments or triangles whose vertices lie on M; the error is of second order in its edges.
    /// </param>
    /// <param name="subdivisions">
    /// Parts s of every edge: a simplex gets s, or in a surface s², nodes, those of the first simplex first. The smaller pieces
    /// follow a density more closely within a simplex; they lie on the same flat simplices.
    /// </param>
    public static Quadrature OnMesh(SimplicialMesh mesh, int subdivisions = 1)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(subdivisions);
        if (mesh.Dimension == 0)
            throw new ArgumentException("Isolated points have no length or area to integrate over.", nameof(mesh));
        var pieces = mesh.Dimension == 1 ? SegmentCentroids(subdivisions) : TriangleCentroids(subdivisions);
        var n = mesh.AmbientDimension;
        var measures = mesh.Measures();
        var weights = new double[measures.Length * pieces.Length];
        var coordinates = new double[weights.Length * n];
        for (var node = 0; node < weights.Length; node++)
        {
            var simplex = node / pieces.Length;
            var (first, second) = pieces[node % pieces.Length];
            var corners = mesh.Simplex(simplex);
            var (a, b, c) = (corners[0] * n, corners[1] * n, corners[^1] * n);
            var x = mesh.Vertices.Coordinates;
            for (var axis = 0; axis < n; axis++)
                coordinates[node * n + axis] = (1 - first - second) * x[a + axis] + first * x[b + axis] + second * x[c + axis];
            weights[node] = measures[simplex] / pieces.Length;
        }

        return new Quadrature(new PointSet(coordinates, n), weights);
    }

    /// <summary>The midpoint rule in a box of ℝ¹ or ℝ²: nodes at the centres of equal cells, weighted by their length or area.</summary>
    /// <param name="box">The box.</param>
    /// <param name="cellsPerAxis">Cells along each axis; the error is of second order in their edges.</param>
    /// <exception cref="NotSupportedException">The box has more than two axes: a grid of it would be too large to be fine.</exception>
    public static Quadrature InBox(Box box, int cellsPerAxis)
    {
        ArgumentNullException.ThrowIfNull(box);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellsPerAxis);
        var n = box.Dimension;
        if (n > 2)
        {
            throw new NotSupportedException(
                $"The box has {n} axes; densities are integrated over grids of intervals and rectangles, of one axis or two.");
        }

        var sizes = new double[n];
        for (var axis = 0; axis < n; axis++)
            sizes[axis] = (box.Upper[axis] - box.Lower[axis]) / cellsPerAxis;
        var weights = new double[n == 1 ? cellsPerAxis : checked(cellsPerAxis * cellsPerAxis)];
        Array.Fill(weights, n == 1 ? sizes[0] : sizes[0] * sizes[1]);
        var coordinates = new double[weights.Length * n];
        for (var node = 0; node < weights.Length; node++)
        {
            // The last axis is the fastest.
            var index = node;
            for (var axis = n - 1; axis >= 0; axis--, index /= cellsPerAxis)
                coordinates[node * n + axis] = box.Lower[axis] + (index % cellsPerAxis + 0.5) * sizes[axis];
        }

        return new Quadrature(new PointSet(coordinates, n), weights);
    }

    /// <summary>log Z = log Σ_j w_j e^(−E(c_j)), in nats, summed without overflow.</summary>
    /// <param name="energy">The energy E.</param>
    /// <param name="elementType">Element type that E works in; the sum is taken in double precision.</param>
    /// <param name="device">Device that E works on; the CPU where null.</param>
    /// <exception cref="InvalidOperationException">No node has a positive weight: the manifold is empty.</exception>
    /// <exception cref="ArithmeticException">E is NaN or −∞ at a node, or +∞ at all of them.</exception>
    public double LogNormalizingConstant(IEnergy energy, ScalarType elementType = ScalarType.Float32, Device? device = null) =>
        LogSumExp(LogTerms(energy, elementType, device));

    /// <summary>Probabilities p_j of the nodes; they sum to one.</summary>
    /// <inheritdoc cref="LogNormalizingConstant"/>
    public double[] Masses(IEnergy energy, ScalarType elementType = ScalarType.Float32, Device? device = null)
    {
        var terms = LogTerms(energy, elementType, device);
        var logNormalizer = LogSumExp(terms);
        return Array.ConvertAll(terms, term => Math.Exp(term - logNormalizer));
    }

    private static (double First, double Second)[] SegmentCentroids(int parts) =>
        [.. Enumerable.Range(0, parts).Select(part => ((part + 0.5) / parts, 0.0))];

    private static (double First, double Second)[] TriangleCentroids(int parts)
    {
        // Rows of triangles that stand upright, with those that stand on their tips between them.
        var centroids = new List<(double, double)>(parts * parts);
        for (var i = 0; i < parts; i++)
        {
            for (var j = 0; i + j < parts; j++)
            {
                centroids.Add(((i + 1.0 / 3) / parts, (j + 1.0 / 3) / parts));
                if (i + j < parts - 1)
                    centroids.Add(((i + 2.0 / 3) / parts, (j + 2.0 / 3) / parts));
            }
        }

        return [.. centroids];
    }

    /// <summary>log w_j − E(c_j).</summary>
    private double[] LogTerms(IEnergy energy, ScalarType elementType, Device? device)
    {
        ArgumentNullException.ThrowIfNull(energy);
        if (!Array.Exists(Weights, weight => weight > 0))
            throw new InvalidOperationException("There is nothing to integrate over: no node has a positive weight.");
        var terms = Nodes.Evaluate(energy.Energy, elementType, device);
        for (var node = 0; node < terms.Length; node++)
        {
            if (!(terms[node] > double.NegativeInfinity))
            {
                throw new ArithmeticException(
                    $"The energy is {terms[node]} at ({string.Join(", ", Nodes[node].ToArray())}), "
                    + "so its density cannot be normalised.");
            }

            terms[node] = Math.Log(Weights[node]) - terms[node];
        }

        return terms;
    }

    /// <summary>log Σ_j e^(t_j), without overflow.</summary>
    internal static double LogSumExp(double[] terms)
    {
        var largest = terms.Max();
        if (double.IsNegativeInfinity(largest))
            throw new ArithmeticException("The energy is +∞ at every node; its density cannot be normalised.");
        return largest + Math.Log(terms.Sum(term => Math.Exp(term - largest)));
    }
}
