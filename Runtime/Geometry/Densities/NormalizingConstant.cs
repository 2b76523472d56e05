namespace DslManifolds.Geometry;

/// <summary>
/// Normalising constants Z = ∫ e^(−E) of constrained models over the part of their manifolds in a box, and with them the constants
/// of unions.
/// </summary>
/// <remarks>
/// Curves in the plane and in space and surfaces in space are integrated by the midpoint rule on their meshes (<see
/// cref="LevelSet"/>, <see cref="Quadrature"/>), with an error of second order in the cells; isolated points are added up. The
/// constant of a union is the sum of its components' wᵢ Zᵢ, or 1 for a normalised one. That of a product is the product of its
/// factors'; a transformed model has its source's, since under a scaling the energy has gained m log s. Those hold for the parts
/// in the box that bounds T⁻¹ of the box, so for a rotation choose a box that M does not reach out of. Components of unlike
/// dimension are integrated each with its own measure: counts, lengths, areas.
/// </remarks>
public static class NormalizingConstant
{
    /// <summary>log Z, in nats.</summary>
    /// <param name="model">The model.</param>
    /// <param name="box">The box, of the model's ambient dimension.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="NotSupportedException">The dimensions are none that can be integrated over.</exception>
    /// <exception cref="InvalidOperationException">The manifold, or a part of it, does not meet the box.</exception>
    /// <exception cref="ArithmeticException">The energy is NaN or −∞ on the manifold, or +∞ on all of it.</exception>
    public static double Log(IConstrainedModel model, Box box, NormalizingConstantOptions? options = null)
    {
        return LogOf(model, box, Validated(model, box, options));
    }

    /// <summary>
    /// log wᵢ + log Zᵢ of the components of a union, the logarithms of their shares but for one common constant; of a normalised
    /// union log wᵢ alone.
    /// </summary>
    internal static double[] LogShares(
        IConstrainedModel union, IConstrainedModel[] components, Box box, NormalizingConstantOptions options)
    {
        var shares = Array.ConvertAll(ModelParts.Weights(union, components.Length), Math.Log);
        if (union is not INormalizedUnion)
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] += LogOf(components[i], box, options);
        }

        return shares;
    }

    /// <summary>
    /// Sets the constants of every normalised union in a model, be it the model itself, a component, a factor or what is
    /// transformed. They hold for the parameters of now.
    /// </summary>
    /// <inheritdoc cref="Log"/>
    public static void Normalize(IConstrainedModel model, Box box, NormalizingConstantOptions? options = null)
    {
        SetConstants(model, box, Validated(model, box, options));
    }

    private static void SetConstants(IConstrainedModel model, Box box, NormalizingConstantOptions options)
    {
        if (ModelParts.Components(model) is { } components)
        {
            foreach (var component in components)
                SetConstants(component, box, options);
            if (model is INormalizedUnion union)
                union.Normalization.Set(Array.ConvertAll(components, component => LogOf(component, box, options)));
        }
        else if (ModelParts.Source(model) is { } source)
        {
            if (ModelParts.FallsApart(source))
                SetConstants(source, PreimageOf(model, box, options), options);
        }
        else if (ModelParts.Factors(model) is { } factors)
        {
            foreach (var (factor, slice) in factors.Zip(ModelParts.Slices(box, factors)))
                SetConstants(factor, slice, options);
        }
    }

    private static double LogOf(IConstrainedModel model, Box box, NormalizingConstantOptions options)
    {
        if (model is INormalizedUnion)
            return 0;
        if (ModelParts.Components(model) is { } components)
            return Quadrature.LogSumExp(LogShares(model, components, box, options));
        if (ModelParts.Factors(model) is { } factors)
            return factors.Zip(ModelParts.Slices(box, factors), (factor, slice) => LogOf(factor, slice, options)).Sum();
        if (ModelParts.Source(model) is { } source && (ModelParts.FallsApart(source) || !CanIntegrate(model)))
            return LogOf(source, PreimageOf(model, box, options), options);
        return Integrate(model, box, options);
    }

    private static double Integrate(IConstrainedModel model, Box box, NormalizingConstantOptions options)
    {
        var (type, device) = (options.ElementType, options.Device);
        if (model.Dimension == 0)
        {
            var points = IsolatedPoints.Find(model, box, type, device);
            return UnitMasses(points).LogNormalizingConstant(model, type, device);
        }

        if (!CanIntegrate(model))
        {
            throw new NotSupportedException(
                $"The normalising constant of {model.GetType().Name}, of dimension {model.Dimension} in ℝ^{model.AmbientDimension} "
                + "with " + FormattableString.Invariant($"{model.CodomainDimension} outputs, cannot be computed: that is done for ")
                + "curves in ℝ² and ℝ³, surfaces in ℝ³, isolated points, and unions, transforms and products of those. Estimate it "
                + "by other means and set the union's constants by hand, with Normalization.Set(…).");
        }

        var cells = options.CellsPerAxis ?? (model.AmbientDimension == 2 ? 400 : 80);
        var mesh = LevelSet.Extract(model, box, cells, elementType: type, device: device);
        if (mesh.SimplexCount == 0)
        {
            throw new InvalidOperationException(
                $"{model.GetType().Name} has no point in the box {box}, as far as a grid of {cells} cells an axis shows. Choose "
                + "another box, or more cells.");
        }

        return Quadrature.OnMesh(mesh).LogNormalizingConstant(model, type, device);
    }

    /// <summary>The rule that adds up the values at points.</summary>
    internal static Quadrature UnitMasses(PointSet points)
    {
        var weights = new double[points.Count];
        Array.Fill(weights, 1);
        return new Quadrature(points, weights);
    }

    private static bool CanIntegrate(IConstrainedModel model) =>
        model.Dimension == 0
        || ((model.AmbientDimension, model.CodomainDimension) is (2 or 3, 1) or (3, 2)
            && model.Dimension == model.AmbientDimension - model.CodomainDimension);

    private static Box PreimageOf(IConstrainedModel model, Box box, NormalizingConstantOptions options) =>
        ModelParts.Preimage((ITransformed)model, box, options.ElementType, options.Device);

    private static NormalizingConstantOptions Validated(
        IConstrainedModel model, Box box, NormalizingConstantOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new NormalizingConstantOptions();
        options.Validate();
        if (box.Dimension != model.AmbientDimension)
        {
            throw new ArgumentException(
                $"The box has {box.Dimension} axes, the model lives in ℝ^{model.AmbientDimension}.", nameof(box));
        }

        return options;
    }
}
