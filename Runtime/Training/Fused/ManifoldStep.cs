using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>Loss and gradient of Eq. 3 over a batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TKernel">The manifold's kernel.</typeparam>
internal sealed class ManifoldStep<T, TKernel> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
    where TKernel : struct, IManifoldTrainingKernel<T>
{
    private readonly TKernel kernel;
    private readonly TrainingMemory<T> memory;

    /// <summary>A step.</summary>
    public ManifoldStep(TKernel kernel, ManifoldTrainerOptions options)
    {
        this.kernel = kernel;
        memory = new TrainingMemory<T>(
            options.BatchSize, TKernel.AmbientDimension, DirectionSize, TKernel.FactorCount, TKernel.ScratchSize);
        memory.First[0] = VectorMath.Number<T>(options.MinSingularValue);
        memory.Second[0] = VectorMath.Number<T>(options.RankWeight);
    }

    private static int DirectionSize => TKernel.CodomainDimension == 1 ? 0 : TKernel.CodomainDimension;

    /// <summary>Adds the gradient of a batch.</summary>
    /// <param name="points">The points.</param>
    /// <param name="batch">Number of the batch.</param>
    /// <param name="key">Names the draw of v.</param>
    /// <param name="gradient">Of the parameters.</param>
    /// <returns>E ‖F‖² and E (η − ‖vᵀ J‖)²₊.</returns>
    public (double SquaredValue, double RankPenalty) AddGradient(TrainingRows<T> points, int batch, RandomKey key, Span<T> gradient)
    {
        var total = points.CountOf(batch);
        var (squares, penalties) = (0.0, 0.0);
        for (var first = 0; first < total; first += memory.Capacity)
        {
            var count = Math.Min(memory.Capacity, total - first);
            points.Gather(batch, first, count, memory.Points);
            BatchLanes.SetWeights(count, 1.0 / total, memory.Weights);
            DrawDirections(key with { Chain = (uint)first }, count);
            var (square, penalty) = AddGradient(BatchLanes.VectorsFor<T>(count), gradient);
            squares += square;
            penalties += penalty;
        }

        return (squares, penalties);
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();

    private void DrawDirections(RandomKey key, int count)
    {
        if (DirectionSize == 0)
            return;
        for (var vector = 0; vector < BatchLanes.VectorsFor<T>(count); vector++)
        {
            VectorRandom.UnitVectors(
                key with { Chain = key.Chain + (uint)(vector * Lanes<T>.Count) },
                memory.Directions.From(vector * DirectionSize),
                DirectionSize);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double SquaredValue, double RankPenalty) AddGradient(int vectors, Span<T> gradient)
    {
        var (squares, penalties) = (Vector512<T>.Zero, Vector512<T>.Zero);
        for (var vector = 0; vector < vectors; vector++)
        {
            kernel.LossAndFactors(
                memory.Points.From(vector * TKernel.AmbientDimension),
                memory.Directions.From(vector * DirectionSize),
                memory.Weights.From(vector),
                memory.First,
                memory.Second,
                memory.Losses,
                memory.Losses.From(1),
                memory.Factors.From(vector * TKernel.FactorCount),
                memory.Kernel);
            squares += memory.Losses[0];
            penalties += memory.Losses[1];
        }

        kernel.AddGradient(memory.Factors, vectors, gradient);
        return (double.CreateTruncating(Vector512.Sum(squares)), double.CreateTruncating(Vector512.Sum(penalties)));
    }
}
