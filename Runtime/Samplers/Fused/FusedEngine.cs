using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samplers.Fused;

/// <summary>
/// The step of <see cref="ConstrainedLangevin"/> by generated kernels, for one call: they hold the addresses of the parameters,
/// which may be elsewhere when the next call comes.
/// </summary>
internal sealed class FusedEngine<T> : ILangevinEngine
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IManifold manifold;
    private readonly IEnergy energy;
    private readonly ConstrainedLangevinOptions options;
    private readonly FusedLangevin<T> dynamics;

    private FusedEngine(
        IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options, FusedLangevin<T> dynamics) =>
        (this.manifold, this.energy, this.options, this.dynamics) = (manifold, energy, options, dynamics);

    /// <summary>Makes the kernels of a manifold and an energy that have some.</summary>
    /// <param name="manifold">The manifold.</param>
    /// <param name="energy">The energy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="obstacle">Why there is no engine.</param>
    /// <returns>The engine; null where parameters are elsewhere or of another element type.</returns>
    public static FusedEngine<T>? Bind(
        IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options, out string? obstacle)
    {
        try
        {
            obstacle = null;
            return new FusedEngine<T>(manifold, energy, options, FusedLangevin<T>.Bind(manifold, energy, options));
        }
        catch (ArgumentException error)
        {
            obstacle = error.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public LangevinState Start(Tensor x)
    {
        HostTransfer.RequireRows(x, manifold.AmbientDimension, nameof(x));
        using var noGradient = no_grad();
        using var rows = x.contiguous();
        using (dynamics)
        {
            var chains = dynamics.Start(FusedTensors.Numbers<T>(rows));
            KeepModules();
            return new LangevinState(new FusedState<T>(chains, options.Metropolis));
        }
    }

    /// <inheritdoc/>
    public LangevinStep Step(RandomKey key, LangevinState state)
    {
        var content = (FusedState<T>)state.Content;
        using (dynamics)
        {
            var outcomes = new StepOutcome[content.Count];
            var counts = dynamics.Step(content.Chains, key, outcomes);
            KeepModules();
            content.ForgetPoints();
            state.Release();
            return new LangevinStep(new LangevinState(content), outcomes, counts);
        }
    }

    /// <inheritdoc/>
    public LangevinRun Run(Tensor x, int steps, RandomKey key, CancellationToken cancellationToken)
    {
        HostTransfer.RequireRows(x, manifold.AmbientDimension, nameof(x));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var rows = x.detach().contiguous().clone();
        using (dynamics)
        {
            var counts = dynamics.Run(FusedTensors.Numbers<T>(rows), steps, key, cancellationToken);
            KeepModules();
            return new LangevinRun(rows.MoveToOuterDisposeScope(), counts);
        }
    }

    private void KeepModules()
    {
        GC.KeepAlive(manifold);
        GC.KeepAlive(energy);
    }
}
