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
    private readonly Vector512<T> rankWeight;
    private readonly double borderWeight;
    private readonly T[] border;

    /// <summary>A step.</summary>
    public ManifoldStep(TKernel kernel, ManifoldTrainerOptions options)
    {
        this.kernel = kernel;
        memory = new TrainingMemory<T>(
            options.BatchSize, TKernel.AmbientDimension, DirectionSize, TKernel.FactorCount, TKernel.ScratchSize);
        memory.First[0] = VectorMath.Number<T>(options.MinSingularValue);
        rankWeight = VectorMath.Number<T>(options.RankWeight);
        borderWeight = options.BorderHinge?.Weight ?? 0;
        border = new T[(options.BorderHinge?.Points ?? 0) * TKernel.AmbientDimension];
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
        (memory.Second[0], memory.Third[0]) = (rankWeight, Vector512<T>.Zero);
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

    /// <summary>Adds the gradient of γ (1 − F(b))²₊.</summary>
    /// <param name="points">Draws the points b.</param>
    /// <param name="step">Number of the step.</param>
    /// <param name="gradient">Of the parameters.</param>
    /// <returns>E (1 − F(b))²₊.</returns>
    public double AddBorder(BorderPoints points, ulong step, Span<T> gradient)
    {
        var drawn = points.Draw(step);
        for (var i = 0; i < border.Length; i++)
            border[i] = T.CreateTruncating(drawn[i]);
        (memory.Second[0], memory.Third[0]) = (Vector512<T>.Zero, Vector512<T>.One);
        var columns = TKernel.AmbientDimension;
        var sum = 0.0;
        for (var first = 0; first < points.Count; first += memory.Capacity)
        {
            var count = Math.Min(memory.Capacity, points.Count - first);
            BatchLanes.Copy<T>(border.AsSpan(first * columns, count * columns), columns, memory.Points);
            BatchLanes.SetWeights(count, borderWeight / points.Count, memory.Weights);
            sum += AddGradient(BatchLanes.VectorsFor<T>(count), gradient).SquaredValue;
        }

        return sum / borderWeight;
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
                memory.Third,
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
