using DslManifolds.Geometry;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Chains as tensors.</summary>
/// <param name="frame">Frame at the points; taken over.</param>
/// <param name="values">The points' coordinates, row-major.</param>
/// <param name="energies">E at the points; with the Metropolis correction alone.</param>
/// <param name="force">Tangent part of the clamped ∇E; with the Metropolis correction alone; taken over.</param>
internal sealed class TorchChains(ITangentFrame frame, double[] values, double[]? energies, Tensor? force) : ILangevinChains
{
    /// <inheritdoc/>
    public Tensor Points => frame.Points;

    /// <inheritdoc/>
    public int Count => (int)Points.shape[0];

    /// <inheritdoc/>
    public int AmbientDimension => (int)Points.shape[1];

    /// <inheritdoc/>
    public bool HasEnergies => force is not null;

    /// <summary>Frame at the points.</summary>
    public ITangentFrame Frame => frame;

    /// <summary>The points' coordinates, row-major.</summary>
    public double[] Values => values;

    /// <summary>E at the points.</summary>
    public double[]? Energies => energies;

    /// <summary>Tangent part of the clamped ∇E at the points.</summary>
    public Tensor? Force => force;

    /// <inheritdoc/>
    public void Dispose()
    {
        frame.Dispose();
        force?.Dispose();
    }
}
