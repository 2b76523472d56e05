using System.Numerics;
using DslManifolds.Kernels;
using TorchSharp.Modules;

namespace DslManifolds.Training.Fused;

/// <summary>
/// The parameters of a module, as one vector: read from and written to their tensors' memory. Those that are not trained keep their place
/// in it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ParameterVector<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Weights<T>[] tensors;
    private readonly int[] starts;
    private readonly bool[] isTrained;

    // What keeps the memory: a trainer holds this, and this the tensors.
    private readonly IReadOnlyList<Parameter> parameters;

    /// <summary>The vector of some parameters.</summary>
    /// <param name="parameters">All, in the order of a kernel's gradient.</param>
    /// <param name="trained">Those of them that are trained.</param>
    public ParameterVector(IReadOnlyList<Parameter> parameters, IReadOnlyCollection<Parameter> trained)
    {
        this.parameters = parameters;
        tensors = new Weights<T>[parameters.Count];
        isTrained = new bool[tensors.Length];
        starts = new int[tensors.Length + 1];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new Weights<T>(parameters[i]);
            starts[i + 1] = starts[i] + checked((int)parameters[i].numel());
            foreach (var parameter in trained)
                isTrained[i] |= parameter.Handle == parameters[i].Handle;
        }
    }

    /// <summary>Numbers in all.</summary>
    public int Count => starts[^1];

    /// <summary>Reads all tensors.</summary>
    public void Read(Span<T> values)
    {
        for (var i = 0; i < tensors.Length; i++)
            Numbers(i).CopyTo(values[starts[i]..]);
        GC.KeepAlive(parameters);
    }

    /// <summary>Writes the tensors that are trained.</summary>
    public void Write(ReadOnlySpan<T> values)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            if (isTrained[i])
                values[starts[i]..starts[i + 1]].CopyTo(Numbers(i));
        }

        GC.KeepAlive(parameters);
    }

    /// <summary>Sets the numbers to zero that belong to tensors that are not trained.</summary>
    public void ClearUntrained(Span<T> gradient)
    {
        for (var i = 0; i < isTrained.Length; i++)
        {
            if (!isTrained[i])
                gradient[starts[i]..starts[i + 1]].Clear();
        }
    }

    private Span<T> Numbers(int index) => tensors[index].Numbers(starts[index + 1] - starts[index]);
}
