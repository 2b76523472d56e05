using DslManifolds.Samples.Commands;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>Settings of an energy that is trained by maximum likelihood on the mesh of the learned manifold.</summary>
/// <param name="Training">Settings of the trainer.</param>
/// <param name="MeshCells">Cells along an axis of the mesh; coarser than the one that is measured.</param>
internal sealed record LikelihoodSettings(QuadratureTrainerOptions Training, int MeshCells)
{
    /// <summary>The settings with what the user chose: seed, backend and number of epochs.</summary>
    public LikelihoodSettings For(RunSettings user) => this with
    {
        Training = Training with { Epochs = user.Epochs(Training.Epochs), Seed = (ulong)user.Seed, Backend = user.Backend },
    };
}
