using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>
/// The steps of <see cref="QuadratureTrainer"/> by an energy's own kernels. The energies at the nodes give the nodes' probabilities p,
/// with which a second pass sums the gradient of log Z, −Σ p ∂E/∂θ.
/// </summary>
/// <typeparam name="T">float or double: the element type of the parameters.</typeparam>
/// <typeparam name="TKernel">The kernel of the energy's training.</typeparam>
internal sealed class FusedLikelihood<T, TKernel>(
    TKernel kernel, KernelEnergies<T> energies, ParameterVector<T> parameters, TrainingRows<T> points, QuadratureTrainerOptions options)
    : LikelihoodSteps
    where T : unmanaged, IFloatingPointIeee754<T>
    where TKernel : struct, IEnergyTrainingKernel<T>
{
    private readonly EnergyStep<T, TKernel> step = new(kernel, Math.Max(options.BatchSize, options.Nodes), energyWeight: 0);
    private readonly FusedAdam<T> optimizer = new(parameters, options.LearningRate);
    private readonly double[] masses = new double[options.Nodes];
    private readonly T[] kept = new T[parameters.Count];
    private T[] rows = new T[options.Nodes * TKernel.AmbientDimension];

    /// <inheritdoc/>
    public override int Rows => points.Rows;

    /// <inheritdoc/>
    public override int Batches => points.Batches;

    /// <inheritdoc/>
    public override void Shuffle(int epoch) => points.Shuffle(epoch);

    /// <inheritdoc/>
    public override int CountOf(int batch) => points.CountOf(batch);

    /// <inheritdoc/>
    public override double Step(int batch, ReadOnlySpan<double> nodes, double weight, double learningRate)
    {
        var converted = Converted(nodes);
        energies.Evaluate(converted, masses);
        var logSum = Softmax(masses);
        var (energy, _) = step.AddPositives(points, batch, optimizer.Gradient);
        step.AddNegatives(converted, masses, optimizer.Gradient);
        var norm = optimizer.Norm();
        var logNormalizer = logSum + Math.Log(weight);
        RequireFinite(energy, logNormalizer, norm);
        optimizer.LearningRate = learningRate;
        optimizer.Step(norm, options.GradientNormLimit);
        return energy + logNormalizer;
    }

    /// <inheritdoc/>
    public override void Energies(double[] at, double[] values) => energies.Evaluate(Converted(at), values);

    /// <inheritdoc/>
    public override void Keep() => parameters.Read(kept);

    /// <inheritdoc/>
    public override void Restore() => parameters.Write(kept);

    /// <inheritdoc/>
    public override void Dispose()
    {
        step.Dispose();
        optimizer.Dispose();
        energies.Dispose();
        points.Dispose();
    }

    /// <summary>Turns energies into probabilities; returns log Σ exp(−E).</summary>
    private static double Softmax(Span<double> energies)
    {
        var least = double.PositiveInfinity;
        foreach (var energy in energies)
            least = double.MinNumber(least, energy);
        var sum = 0.0;
        foreach (ref var energy in energies)
            sum += energy = Math.Exp(least - energy);
        foreach (ref var mass in energies)
            mass /= sum;
        return Math.Log(sum) - least;
    }

    private ReadOnlySpan<T> Converted(ReadOnlySpan<double> numbers)
    {
        if (rows.Length < numbers.Length)
            rows = new T[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            rows[i] = T.CreateTruncating(numbers[i]);
        return rows.AsSpan(0, numbers.Length);
    }
}
