namespace DslManifolds.Geometry;

/// <summary>
/// The density p(x) = e^(−E(x)) / Z in a box of ℝ¹ or ℝ², Z = ∫ e^(−E) over the box by the midpoint rule on a grid: that of codes of a
/// pushforward model, or of an ambient model in the plane.
/// </summary>
/// <remarks>The grid is evaluated once: make a new density after the energy's parameters have changed.</remarks>
public sealed class BoxDensity
{
    private const int CellsOfInterval = 2000;
    private const int CellsOfRectangle = 400;

    private readonly IEnergy energy;
    private readonly NormalizingConstantOptions options;

    /// <summary>Integrates an energy's density.</summary>
    /// <param name="energy">The energy E.</param>
    /// <param name="box">The box, of the energy's dimension; outside it the density is zero.</param>
    /// <param name="options">
    /// Settings; null for the defaults. <see cref="NormalizingConstantOptions.CellsPerAxis"/> is by default 2,000 of an interval and 400 of
    /// a rectangle.
    /// </param>
    /// <exception cref="NotSupportedException">The box has more than two axes.</exception>
    /// <exception cref="ArithmeticException">E is NaN or −∞ at a node, or +∞ at all of them.</exception>
    public BoxDensity(IEnergy energy, Box box, NormalizingConstantOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(energy);
        ArgumentNullException.ThrowIfNull(box);
        this.energy = energy;
        this.options = options ?? new NormalizingConstantOptions();
        this.options.Validate();
        if (box.Dimension != energy.AmbientDimension)
        {
            throw new ArgumentException(
                $"The box has {box.Dimension} axes, the energy is defined on ℝ^{energy.AmbientDimension}.", nameof(box));
        }

        Box = box;
        Grid = Quadrature.InBox(box, this.options.CellsPerAxis ?? (box.Dimension == 1 ? CellsOfInterval : CellsOfRectangle));
        LogNormalizingConstant = Grid.LogNormalizingConstant(energy, this.options.ElementType, this.options.Device);
    }

    /// <summary>The box.</summary>
    public Box Box { get; }

    /// <summary>Centres of the grid's cells, the last axis fastest, with their lengths or areas.</summary>
    public Quadrature Grid { get; }

    /// <summary>log Z, in nats.</summary>
    public double LogNormalizingConstant { get; }

    /// <summary>Probabilities of the grid's cells; they sum to one.</summary>
    public double[] Masses() => Grid.Masses(energy, options.ElementType, options.Device);

    /// <summary>log p at points, in nats; −∞ outside the box.</summary>
    /// <param name="points">Points of the box's dimension.</param>
    /// <exception cref="ArithmeticException">E is NaN at a point in the box.</exception>
    public double[] LogDensity(PointSet points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimension != Box.Dimension)
            throw new ArgumentException($"The points lie in ℝ^{points.Dimension}, the box in ℝ^{Box.Dimension}.", nameof(points));
        var energies = points.Evaluate(energy.Energy, options.ElementType, options.Device);
        var densities = new double[points.Count];
        for (var i = 0; i < densities.Length; i++)
        {
            densities[i] = Contains(points[i]) ? -energies[i] - LogNormalizingConstant : double.NegativeInfinity;
            if (double.IsNaN(densities[i]))
                throw new ArithmeticException($"The energy is not a number at point {i}.");
        }

        return densities;
    }

    private bool Contains(ReadOnlySpan<double> point)
    {
        for (var axis = 0; axis < point.Length; axis++)
        {
            if (!(point[axis] >= Box.Lower[axis] && point[axis] <= Box.Upper[axis]))
                return false;
        }

        return true;
    }
}
