using DslManifolds.Geometry;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers;

/// <summary>
/// Samples of any constrained model, unions among them. A chain on one component of a union hardly reaches the others, or never,
/// so the counts of the components are drawn from their shares and each runs its own chains.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>Union of models: each sample's component is drawn, independently, with the probability wᵢ; for an unnormalised union,
/// with one ∝ wᵢ Zᵢ, Zᵢ by <see cref="NormalizingConstant"/>.</item>
/// <item>A union of manifolds with one energy (<see cref="IPairedModel"/>): likewise, with Zᵢ of that energy on Mᵢ.</item>
/// <item>Dimension 0: the points in the box are found and drawn, independently, with probabilities ∝ e^(−E).</item>
/// <item>A transform of those is sampled at its source and mapped; of a product with such a factor, the factors are sampled
/// independently.</item>
/// <item>Everything else: <see cref="ConstrainedLangevin"/> from noise in the box, projected onto the manifold.</item>
/// </list>
/// Shares and points are computed once: make a new sampler after the model's parameters have changed. Inside a transform, box and
/// noise scale are those of the source's coordinates, the box the one that bounds T⁻¹ of the box. A union under an intersection,
/// or in a factor or source of a manifold with one energy for the whole, is not taken apart: its chains run on the product of
/// the components' functions.
/// </remarks>
public sealed class MixtureLangevin
{
    private readonly SampleSource source;

    /// <summary>A sampler of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="box">Where chains start and live.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">Dimensions differ, or a setting makes no sense.</exception>
    /// <exception cref="NotSupportedException">The share of an unnormalised component cannot be integrated.</exception>
    /// <exception cref="InvalidOperationException">A component that is integrated, or isolated points, are not in the box.</exception>
    public MixtureLangevin(IConstrainedModel model, Box box, MixtureLangevinOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new MixtureLangevinOptions();
        options.Langevin.Validate();
        if (box.Dimension != model.AmbientDimension)
        {
            throw new ArgumentException(
                $"The box has {box.Dimension} axes, the model lives in ℝ^{model.AmbientDimension}.", nameof(box));
        }

        var integration = new NormalizingConstantOptions
        {
            CellsPerAxis = options.CellsPerAxis,
            ElementType = options.ElementType,
            Device = options.Device,
        };
        integration.Validate();
        source = SourceOf(model, box, options, integration);
    }

    /// <summary>Draws samples.</summary>
    /// <param name="count">How many.</param>
    /// <param name="steps">
    /// Steps of each chain, enough that it forgets its start, which is not spread evenly; isolated points need none.
    /// </param>
    /// <param name="key">Names the random numbers; equal keys give equal samples.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>(count, n), the components in random order, and how the chains' steps ended.</returns>
    /// <exception cref="InvalidOperationException">A manifold does not meet the box.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public LangevinRun Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return source.Draw(count, steps, key, cancellationToken);
    }

    private static SampleSource SourceOf(
        IConstrainedModel model, Box box, MixtureLangevinOptions options, NormalizingConstantOptions integration)
    {
        if (!ModelParts.FallsApart(model))
            return new ChainSource(model, box, options);
        if (ModelParts.Components(model) is { } components)
        {
            var shares = NormalizingConstant.LogShares(model, components, box, integration);
            var total = Quadrature.LogSumExp(shares);
            return new MixtureSource(
                Array.ConvertAll(components, component => SourceOf(component, box, options, integration)),
                Array.ConvertAll(shares, share => Math.Exp(share - total)));
        }

        if (ModelParts.Source(model) is { } inner && ModelParts.FallsApart(inner))
        {
            var transformed = (ITransformed)model;
            var preimage = ModelParts.Preimage(transformed, box, options.ElementType, options.Device);
            return new MappedSource(transformed, SourceOf(inner, preimage, options, integration));
        }

        if (ModelParts.Factors(model) is { } factors && Array.Exists(factors, ModelParts.FallsApart))
        {
            var slices = ModelParts.Slices(box, factors);
            return new JoinedSource(
                [.. factors.Zip(slices, (factor, slice) => SourceOf(factor, slice, options, integration))]);
        }

        return new FiniteSource(model, box, options);
    }
}
