using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Measurement;

/// <summary>Time of a training step, set-up aside.</summary>
internal static class TrainingTiming
{
    // More than any budget has time for; the clock ends the training.
    private const int Epochs = 100_000;

    /// <summary>Median seconds of a step of Eq. 3.</summary>
    /// <param name="manifold">Trained further.</param>
    /// <param name="data">Points; a multiple of the batch.</param>
    /// <param name="options">Settings; the number of epochs does not matter.</param>
    /// <param name="seconds">Time to spend.</param>
    public static double ManifoldStep<TModel>(TModel manifold, Tensor data, ManifoldTrainerOptions options, double seconds)
        where TModel : nn.Module, IManifold
    {
        using var clock = new EpochClock(seconds);
        try
        {
            new ManifoldTrainer(options with { Epochs = Epochs }).Train(manifold, data, clock, clock.Token);
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }

        return clock.MedianEpoch * options.BatchSize / data.shape[0];
    }

    /// <summary>Median seconds of a step of Eq. 5 with its chains.</summary>
    /// <param name="manifold">The manifold; stays as it is.</param>
    /// <param name="energy">Trained further.</param>
    /// <param name="data">Points; a multiple of the batch.</param>
    /// <param name="options">Settings; of the rounds, the first one's steps count.</param>
    /// <param name="seconds">Time to spend.</param>
    public static double EnergyStep<TEnergy>(
        IManifold manifold, TEnergy energy, Tensor data, EnergyTrainerOptions options, double seconds)
        where TEnergy : nn.Module, IEnergy
    {
        using var clock = new EpochClock(seconds);
        try
        {
            new EnergyTrainer(options with { Rounds = [options.Rounds[0] with { Epochs = Epochs }] })
                .Train(manifold, energy, data, clock, clock.Token);
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }

        return clock.MedianEpoch * options.BatchSize / data.shape[0];
    }
}
