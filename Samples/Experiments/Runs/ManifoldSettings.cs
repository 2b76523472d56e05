using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>Settings of a manifold-defining function: its training, and how its zero set is measured.</summary>
/// <param name="Training">Settings of the trainer.</param>
/// <param name="Box">Where the manifold is looked for.</param>
/// <param name="MeshCells">Cells along an axis of the mesh of the learned manifold.</param>
internal sealed record ManifoldSettings(ManifoldTrainerOptions Training, Box Box, int MeshCells)
{
    /// <summary>How often the manifold is trained, from other starting values, until its zero set is closed.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The settings with the recipe for closed manifolds: a hinge that keeps them inside the box, and a falling learning rate.</summary>
    /// <param name="epochs">Epochs, of which fewer are needed.</param>
    /// <param name="learningRate">Learning rate at the start.</param>
    /// <param name="batchSize">Points of a training step.</param>
    /// <param name="hingeWeight">Weight of the hinge; null for the default.</param>
    public ManifoldSettings Tuned(int epochs, double learningRate = 0.01, int batchSize = 100, double? hingeWeight = null) => this with
    {
        Training = Training with
        {
            Epochs = epochs,
            LearningRate = learningRate,
            BatchSize = batchSize,
            Schedule = LearningRateSchedule.Cosine,
            BorderHinge = hingeWeight is { } weight ? new BorderHingeOptions(Box) { Weight = weight } : new BorderHingeOptions(Box),
        },
    };

    /// <summary>Where the topology is computed: a little larger, so that what leaves the box shows.</summary>
    public Box TopologyBox => Box.Scale(1.2);

    /// <summary>The settings with what the user chose: seed, backend and number of epochs.</summary>
    public ManifoldSettings For(RunSettings user) => this with
    {
        Training = Training with { Epochs = user.Epochs(Training.Epochs), Seed = (ulong)user.Seed, Backend = user.Backend },
    };
}
