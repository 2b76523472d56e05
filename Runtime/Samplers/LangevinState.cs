using DslManifolds.Geometry;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>
/// Where a batch of chains is, with what has been computed there. A step uses a state up and returns the next one.
/// </summary>
public sealed class LangevinState : IDisposable
{
    private ITangentFrame? frame;

    internal LangevinState(ITangentFrame frame, double[] values, double[]? energies, Tensor? force)
    {
        this.frame = frame;
        Values = values;
        Energies = energies;
        Force = force;
    }

    /// <summary>Points, (batch, n), on the manifold and finite. Owned by the state.</summary>
    public Tensor Points => Frame.Points;

    /// <summary>Number of chains.</summary>
    public int Chains => (int)Points.shape[0];

    internal ITangentFrame Frame => frame ?? throw new ObjectDisposedException(
        nameof(LangevinState), "This state was used up by a step, or disposed; go on from the state which that step returned.");

    /// <summary>The points' coordinates, row-major.</summary>
    internal double[] Values { get; }

    /// <summary>E at the points; with the Metropolis correction alone.</summary>
    internal double[]? Energies { get; }

    /// <summary>Tangent part of the clamped ∇E at the points; with the Metropolis correction alone.</summary>
    internal Tensor? Force { get; }

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        frame?.Dispose();
        Force?.Dispose();
        frame = null;
    }

    /// <summary>The frame at the chosen points; this state is used up.</summary>
    internal ITangentFrame Advance(Tensor accepted)
    {
        var next = Frame.Advance(accepted);
        frame = null;
        Dispose();
        return next;
    }
}
