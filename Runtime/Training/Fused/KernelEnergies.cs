using System.Numerics;
using System.Runtime.CompilerServices;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>An energy's values at rows of points, by its kernel.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class KernelEnergies<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>E at some points.</summary>
    /// <param name="rows">The points, row-major.</param>
    /// <param name="energies">Filled: one number a point.</param>
    public abstract void Evaluate(ReadOnlySpan<T> rows, Span<double> energies);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Takes the kernel.</summary>
    public sealed class Binding : IEnergyKernelUser<T, KernelEnergies<T>>
    {
        /// <inheritdoc/>
        public KernelEnergies<T> Use<TKernel>(TKernel kernel)
            where TKernel : struct, IEnergyKernel<T> => new OfKernel<TKernel>(kernel);
    }

    private sealed class OfKernel<TKernel>(TKernel kernel) : KernelEnergies<T>
        where TKernel : struct, IEnergyKernel<T>
    {
        // A vector of points, one of energies, and what the kernel needs.
        private readonly Scratch<T> memory = new(TKernel.AmbientDimension + 1 + TKernel.ScratchSize);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Evaluate(ReadOnlySpan<T> rows, Span<double> energies)
        {
            var columns = TKernel.AmbientDimension;
            var points = memory.Lanes;
            var (values, scratch) = (points.From(columns), points.From(columns + 1));
            for (var first = 0; first < energies.Length; first += Lanes<T>.Count)
            {
                var count = Math.Min(Lanes<T>.Count, energies.Length - first);
                LaneTransfer.Load(rows, columns, first, count, points);
                kernel.Energy(points, values, scratch);
                var numbers = values.Elements(1);
                for (var lane = 0; lane < count; lane++)
                    energies[first + lane] = double.CreateTruncating(numbers[lane]);
            }
        }

        /// <inheritdoc/>
        public override void Dispose() => memory.Dispose();
    }
}
