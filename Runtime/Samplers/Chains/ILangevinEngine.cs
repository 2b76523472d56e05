using DslManifolds.Kernels;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>What computes the chains of <see cref="ConstrainedLangevin"/>, whose members these are.</summary>
internal interface ILangevinEngine
{
    /// <inheritdoc cref="ConstrainedLangevin.Start"/>
    LangevinState Start(Tensor x);

    /// <inheritdoc cref="ConstrainedLangevin.Step"/>
    LangevinStep Step(RandomKey key, LangevinState state);

    /// <inheritdoc cref="ConstrainedLangevin.Run"/>
    LangevinRun Run(Tensor x, int steps, RandomKey key, CancellationToken cancellationToken);
}
