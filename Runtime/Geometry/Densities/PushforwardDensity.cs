using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// The density of a pushforward model whose codes live in a latent box (Eq. 2):
/// <code>
/// log p(x) = −E(z) − log Z − ½ log det J(z)ᵀ J(z),  z = g(x),  Z = ∫ e^(−E(z)) dz over the box
/// </code>
/// in nats, with respect to length, area or volume on the image of the decoder f.
/// </summary>
/// <remarks>
/// Eq. 2 is the density at f(z), which is x only where the model reconstructs x: read it beside <see cref="ReconstructionDistances"/>. It
/// holds where f is injective; where the image crosses itself, the true density is a sum over all codes of a point, and the masses of
/// <see cref="Nodes"/> are right all the same. Everything is evaluated for the parameters of now; the latent grid once, when made.
/// </remarks>
public sealed class PushforwardDensity
{
    private readonly IPushforwardModel model;
    private readonly NormalizingConstantOptions options;

    /// <summary>Integrates the density of codes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="latentBox">Where codes live, such as <see cref="LatentBox.Of"/>.</param>
    /// <param name="options">Settings, as those of <see cref="BoxDensity"/>; null for the defaults.</param>
    /// <exception cref="NotSupportedException">m is above 2.</exception>
    /// <exception cref="ArithmeticException">E is NaN or −∞ at a node, or +∞ at all of them.</exception>
    public PushforwardDensity(IPushforwardModel model, Box latentBox, NormalizingConstantOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        this.options = options ?? new NormalizingConstantOptions();
        Latent = new BoxDensity(model.LatentEnergy, latentBox, this.options);
    }

    /// <summary>The density of codes.</summary>
    public BoxDensity Latent { get; }

    /// <summary>The codes g(x).</summary>
    /// <param name="points">Points of ℝⁿ.</param>
    public PointSet Encode(PointSet points) => Map(points, model.Encoder.Encode, model.AmbientDimension, model.LatentDimension);

    /// <summary>The points f(z).</summary>
    /// <param name="codes">Codes of ℝᵐ.</param>
    public PointSet Decode(PointSet codes) => Map(codes, model.Decoder.Decode, model.LatentDimension, model.AmbientDimension);

    /// <summary>log p by Eq. 2; −∞ where the code of a point lies outside the latent box, +∞ where J has lost rank there.</summary>
    /// <param name="points">Points of ℝⁿ.</param>
    /// <exception cref="ArithmeticException">The energy of a code is NaN, or its Jacobian not finite.</exception>
    public double[] LogDensity(PointSet points) => LogDensityOfCodes(Encode(points));

    /// <summary>log p at f(z).</summary>
    /// <param name="codes">Codes z of ℝᵐ.</param>
    /// <inheritdoc cref="LogDensity" path="/exception"/>
    public double[] LogDensityOfCodes(PointSet codes)
    {
        var densities = Latent.LogDensity(codes);
        var (n, m) = (model.AmbientDimension, model.LatentDimension);
        var jacobians = codes.Evaluate(Jacobian, options.ElementType, options.Device);
        for (var i = 0; i < densities.Length; i++)
        {
            if (double.IsNegativeInfinity(densities[i]))
                continue;
            var volume = LogVolume(jacobians.AsSpan(i * n * m, n * m), m);
            if (double.IsNaN(volume) || double.IsPositiveInfinity(volume))
                throw new ArithmeticException($"The decoder's Jacobian is not finite at code {i}.");
            densities[i] -= volume;
        }

        return densities;
    }

    /// <summary>‖x − f(g(x))‖ of each point, in units of the ambient space.</summary>
    /// <param name="points">Points of ℝⁿ.</param>
    /// <remarks>
    /// Never less than the distance to the image of f, which <see cref="MeshDistance"/> measures to the mesh of <see cref="Nodes"/>.
    /// </remarks>
    public double[] ReconstructionDistances(PointSet points)
    {
        RequireDimension(points, model.AmbientDimension);
        return points.Evaluate(
            x =>
            {
                using var scope = NewDisposeScope();
                return x.sub(model.Decoder.Decode(model.Encoder.Encode(x))).norm(dim: 1).MoveToOuterDisposeScope();
            },
            options.ElementType,
            options.Device);
    }

    /// <summary>
    /// The image of a grid of the latent box as a mesh, each of its simplices with the probability of the part of the box that it is the
    /// image of.
    /// </summary>
    /// <param name="cellsPerAxis">Cells of the grid along each axis; for m = 2 each is split into two triangles.</param>
    public PushforwardNodes Nodes(int cellsPerAxis)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellsPerAxis);
        var latent = LatentMesh(new KuhnGrid(Latent.Box, cellsPerAxis));
        var parts = Quadrature.OnMesh(latent);
        return new PushforwardNodes(
            new SimplicialMesh(Decode(latent.Vertices), latent.Simplices, latent.Dimension),
            latent.Vertices,
            LogDensityOfCodes(latent.Vertices),
            Decode(parts.Nodes),
            parts.Masses(model.LatentEnergy, options.ElementType, options.Device));
    }

    private static SimplicialMesh LatentMesh(KuhnGrid grid)
    {
        var m = grid.Dimension;
        var coordinates = new double[grid.PointCount * m];
        for (var point = 0; point < grid.PointCount; point++)
            grid.CopyCoordinates(point, coordinates.AsSpan(point * m, m));
        var simplices = grid.CellOrigins()
            .SelectMany(origin => grid.Simplices.SelectMany(corners => corners.Select(corner => origin + grid.CornerOffsets[corner])));
        return new SimplicialMesh(new PointSet(coordinates, m), [.. simplices], m);
    }

    /// <summary>½ log det JᵀJ: the sum of log |rᵢᵢ|, J = Q R by the modified Gram–Schmidt process, which squares no condition number.</summary>
    /// <param name="jacobian">J, n × m, row by row; used up.</param>
    /// <param name="m">Columns.</param>
    private static double LogVolume(Span<double> jacobian, int m)
    {
        var volume = 0.0;
        for (var column = 0; column < m; column++)
        {
            var square = 0.0;
            for (var i = column; i < jacobian.Length; i += m)
                square += jacobian[i] * jacobian[i];
            volume += 0.5 * Math.Log(square);
            if (square == 0)
                return double.NegativeInfinity;
            for (var later = column + 1; later < m; later++)
            {
                var product = 0.0;
                for (var i = 0; i < jacobian.Length; i += m)
                    product += jacobian[i + column] * jacobian[i + later];
                for (var i = 0; i < jacobian.Length; i += m)
                    jacobian[i + later] -= product / square * jacobian[i + column];
            }
        }

        return volume;
    }

    private Tensor Jacobian(Tensor z)
    {
        var (point, jacobian) = model.Decoder.DecodeAndJacobian(z);
        point.Dispose();
        return jacobian;
    }

    private PointSet Map(PointSet points, Func<Tensor, Tensor> function, int from, int to)
    {
        RequireDimension(points, from);
        return new PointSet(points.Evaluate(function, options.ElementType, options.Device), to);
    }

    private static void RequireDimension(PointSet points, int dimension)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimension != dimension)
            throw new ArgumentException($"The points lie in ℝ^{points.Dimension}; ℝ^{dimension} is needed.", nameof(points));
    }
}
