using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>Points with F, J and J Jᵀ there.</summary>
internal sealed record LevenbergMarquardtState(Tensor Points, Tensor Value, Tensor Jacobian, Tensor Gram) : IDisposable
{
    /// <summary>This state where <paramref name="mask"/> holds, the other elsewhere.</summary>
    public LevenbergMarquardtState Where(bool[] mask, LevenbergMarquardtState other)
    {
        using var column = HostTransfer.WriteMask(mask, Points.device);
        using var block = column.unsqueeze(2);
        return new LevenbergMarquardtState(
            Points.where(column, other.Points),
            Value.where(column, other.Value),
            Jacobian.where(block, other.Jacobian),
            Gram.where(block, other.Gram));
    }

    /// <summary>Some rows of this state.</summary>
    public LevenbergMarquardtState Select(int[] rows)
    {
        using var index = HostTransfer.WriteIndices(Array.ConvertAll(rows, row => (long)row), Points.device);
        return new LevenbergMarquardtState(
            Points.index_select(0, index),
            Value.index_select(0, index),
            Jacobian.index_select(0, index),
            Gram.index_select(0, index));
    }

    /// <summary>Moves all tensors to the scope around the current one.</summary>
    public LevenbergMarquardtState MoveToOuterDisposeScope() =>
        new(
            Points.MoveToOuterDisposeScope(),
            Value.MoveToOuterDisposeScope(),
            Jacobian.MoveToOuterDisposeScope(),
            Gram.MoveToOuterDisposeScope());

    /// <summary>Disposes all tensors.</summary>
    public void Dispose()
    {
        Points.Dispose();
        Value.Dispose();
        Jacobian.Dispose();
        Gram.Dispose();
    }
}
