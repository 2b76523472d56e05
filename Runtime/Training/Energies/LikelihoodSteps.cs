namespace DslManifolds.Training;

/// <summary>What a backend computes for <see cref="QuadratureTrainer"/>.</summary>
internal abstract class LikelihoodSteps : IDisposable
{
    /// <summary>Training points.</summary>
    public abstract int Rows { get; }

    /// <summary>Batches of an epoch.</summary>
    public abstract int Batches { get; }

    /// <summary>Puts the points into the order of an epoch, counted from 0.</summary>
    public abstract void Shuffle(int epoch);

    /// <summary>Points of a batch, counted from 0.</summary>
    public abstract int CountOf(int batch);

    /// <summary>One step of the optimizer.</summary>
    /// <param name="batch">Number of the batch.</param>
    /// <param name="nodes">Nodes, row-major.</param>
    /// <param name="weight">Weight of each node.</param>
    /// <param name="learningRate">Learning rate.</param>
    /// <returns>The mean of E + log Z over the batch, before the step.</returns>
    /// <exception cref="TrainingDivergedException">It, or the gradient's norm, is not finite; nothing has moved.</exception>
    public abstract double Step(int batch, ReadOnlySpan<double> nodes, double weight, double learningRate);

    /// <summary>E at some points.</summary>
    /// <param name="at">The points, row-major.</param>
    /// <param name="values">Filled with as many numbers as there are points.</param>
    public abstract void Energies(double[] at, double[] values);

    /// <summary>Remembers the parameters.</summary>
    public abstract void Keep();

    /// <summary>Gives the parameters the numbers that they had when they were last remembered.</summary>
    public abstract void Restore();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Raises an error where a step's likelihood or its gradient is not finite.</summary>
    protected static void RequireFinite(double energy, double logNormalizer, double norm)
    {
        if (double.IsFinite(energy) && double.IsFinite(logNormalizer) && double.IsFinite(norm))
            return;
        throw new TrainingDivergedException(
            $"The energy's likelihood is not finite: mean E(data) = {energy}, log Z = {logNormalizer}, gradient norm = {norm}. "
            + "Lower the learning rate, or scale the data.");
    }
}
