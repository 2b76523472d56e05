using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>Loss and gradient of Eq. 5 over a batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TKernel">The energy's kernel.</typeparam>
internal sealed class EnergyStep<T, TKernel> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
    where TKernel : struct, IEnergyTrainingKernel<T>
{
    private readonly TKernel kernel;
    private readonly TrainingMemory<T> memory;

    /// <summary>A step.</summary>
    /// <param name="kernel">The energy's kernel.</param>
    /// <param name="batchSize">Points of a batch, as a rule.</param>
    /// <param name="energyWeight">β.</param>
    public EnergyStep(TKernel kernel, int batchSize, double energyWeight)
    {
        this.kernel = kernel;
        memory = new TrainingMemory<T>(
            batchSize, TKernel.AmbientDimension, direction: 0, TKernel.FactorCount, TKernel.ScratchSize);
        memory.Second[0] = VectorMath.Number<T>(energyWeight);
    }

    /// <summary>Adds the gradient of a batch of data x⁺.</summary>
    /// <param name="points">The points.</param>
    /// <param name="batch">Number of the batch.</param>
    /// <param name="gradient">Of the parameters.</param>
    /// <returns>E E(x⁺) and E E(x⁺)².</returns>
    public (double Energy, double SquaredEnergy) AddPositives(TrainingRows<T> points, int batch, Span<T> gradient)
    {
        var total = points.CountOf(batch);
        var (energies, squares) = (0.0, 0.0);
        for (var first = 0; first < total; first += memory.Capacity)
        {
            var count = Math.Min(memory.Capacity, total - first);
            points.Gather(batch, first, count, memory.Points);
            BatchLanes.SetWeights(count, 1.0 / total, memory.Weights);
            var (energy, square) = AddGradient(count, 1, gradient);
            energies += energy;
            squares += square;
        }

        return (energies, squares);
    }

    /// <summary>Adds the gradient of a batch of samples x⁻.</summary>
    /// <param name="rows">The samples, row-major.</param>
    /// <param name="gradient">Of the parameters.</param>
    /// <returns>E E(x⁻) and E E(x⁻)².</returns>
    public (double Energy, double SquaredEnergy) AddNegatives(ReadOnlySpan<T> rows, Span<T> gradient)
    {
        var columns = TKernel.AmbientDimension;
        var total = rows.Length / columns;
        var (energies, squares) = (0.0, 0.0);
        for (var first = 0; first < total; first += memory.Capacity)
        {
            var count = Math.Min(memory.Capacity, total - first);
            BatchLanes.Copy(rows.Slice(first * columns, count * columns), columns, memory.Points);
            BatchLanes.SetWeights(count, 1.0 / total, memory.Weights);
            var (energy, square) = AddGradient(count, -1, gradient);
            energies += energy;
            squares += square;
        }

        return (energies, squares);
    }

    /// <summary>Adds the gradient of weighted points x⁻, that of −Σ w E(x⁻).</summary>
    /// <param name="rows">The points, row-major.</param>
    /// <param name="weights">w of each.</param>
    /// <param name="gradient">Of the parameters.</param>
    public void AddNegatives(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, Span<T> gradient)
    {
        var columns = TKernel.AmbientDimension;
        for (var first = 0; first < weights.Length; first += memory.Capacity)
        {
            var count = Math.Min(memory.Capacity, weights.Length - first);
            BatchLanes.Copy(rows.Slice(first * columns, count * columns), columns, memory.Points);
            BatchLanes.SetWeights(weights.Slice(first, count), memory.Weights);
            AddGradient(count, -1, gradient);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Energy, double SquaredEnergy) AddGradient(int count, int sign, Span<T> gradient)
    {
        memory.First[0] = VectorMath.Number<T>(sign);
        var vectors = BatchLanes.VectorsFor<T>(count);
        var (energies, squares) = (Vector512<T>.Zero, Vector512<T>.Zero);
        for (var vector = 0; vector < vectors; vector++)
        {
            kernel.LossAndFactors(
                memory.Points.From(vector * TKernel.AmbientDimension),
                memory.Weights.From(vector),
                memory.First,
                memory.Second,
                memory.Losses,
                memory.Losses.From(1),
                memory.Factors.From(vector * TKernel.FactorCount),
                memory.Kernel);
            energies += memory.Losses[0];
            squares += memory.Losses[1];
        }

        kernel.AddGradient(memory.Factors, vectors, gradient);
        return (double.CreateTruncating(Vector512.Sum(energies)), double.CreateTruncating(Vector512.Sum(squares)));
    }
}
