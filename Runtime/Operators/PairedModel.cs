using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>A constrained model of any manifold and any energy, put together while the program runs. It owns neither.</summary>
public sealed class PairedModel : IPairedModel
{
    /// <summary>Pairs a manifold with an energy.</summary>
    /// <param name="manifold">The manifold M.</param>
    /// <param name="energy">The energy E, on the same ambient space.</param>
    /// <exception cref="ArgumentException">The ambient dimensions differ.</exception>
    public PairedModel(IManifold manifold, IEnergy energy)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        ArgumentNullException.ThrowIfNull(energy);
        if (energy.AmbientDimension != manifold.AmbientDimension)
        {
            throw new ArgumentException(
                $"The energy is defined on ℝ^{energy.AmbientDimension}, the manifold lies in ℝ^{manifold.AmbientDimension}; they "
                + "must agree.",
                nameof(energy));
        }

        (ManifoldPart, EnergyPart) = (manifold, energy);
    }

    /// <inheritdoc/>
    public IManifold ManifoldPart { get; }

    /// <inheritdoc/>
    public IEnergy EnergyPart { get; }

    /// <inheritdoc/>
    public int AmbientDimension => ManifoldPart.AmbientDimension;

    /// <inheritdoc/>
    public int Dimension => ManifoldPart.Dimension;

    /// <inheritdoc/>
    public int CodomainDimension => ManifoldPart.CodomainDimension;

    /// <inheritdoc/>
    public Tensor Value(Tensor x) => ManifoldPart.Value(x);

    /// <inheritdoc/>
    public Tensor Jvp(Tensor x, Tensor v) => ManifoldPart.Jvp(x, v);

    /// <inheritdoc/>
    public Tensor Vjp(Tensor x, Tensor w) => ManifoldPart.Vjp(x, w);

    /// <inheritdoc/>
    public Tensor Gram(Tensor x, Tensor w) => ManifoldPart.Gram(x, w);

    /// <inheritdoc/>
    public Tensor Jacobian(Tensor x) => ManifoldPart.Jacobian(x);

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndJvp(Tensor x, Tensor v) => ManifoldPart.ValueAndJvp(x, v);

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndVjp(Tensor x, Tensor w) => ManifoldPart.ValueAndVjp(x, w);

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndGram(Tensor x, Tensor w) => ManifoldPart.ValueAndGram(x, w);

    /// <inheritdoc/>
    public (Tensor Value, Tensor Jacobian) ValueAndJacobian(Tensor x) => ManifoldPart.ValueAndJacobian(x);

    /// <inheritdoc/>
    public Tensor Energy(Tensor x) => EnergyPart.Energy(x);

    /// <inheritdoc/>
    public Tensor EnergyGradient(Tensor x) => EnergyPart.EnergyGradient(x);

    /// <inheritdoc/>
    public (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) => EnergyPart.EnergyAndGradient(x);
}
