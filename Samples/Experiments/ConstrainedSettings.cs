using DslManifolds.Geometry;
using DslManifolds.Samplers;
using DslManifolds.Samples.Commands;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>Settings of an experiment with a constrained energy-based model: training, then what is drawn and measured.</summary>
/// <param name="Manifold">Training of the manifold-defining function.</param>
/// <param name="Energy">Training of the energy; its noise box is the experiment's.</param>
internal sealed record ConstrainedSettings(ManifoldTrainerOptions Manifold, EnergyTrainerOptions Energy)
{
    /// <summary>How often the manifold is trained, from other starting values, until its zero set is closed.</summary>
    public int ManifoldAttempts { get; init; } = 4;

    /// <summary>Cells along an axis of the mesh of the learned manifold.</summary>
    public required int MeshCells { get; init; }

    /// <summary>Samples to draw, one chain for each.</summary>
    public int SampleCount { get; init; } = 1000;

    /// <summary>Steps of each chain, from noise projected onto the manifold.</summary>
    public int SampleSteps { get; init; } = 200;

    /// <summary>
    /// Settings of those chains. They are not the paper's of training, under which chains sample another density than the model's
    /// exp(−E): with the Metropolis correction they sample just that.
    /// </summary>
    public ConstrainedLangevinOptions Sampling { get; init; } = new() { NoiseScale = 0.3, Metropolis = true };

    /// <summary>Where noise is drawn and things are measured.</summary>
    public Box Box => Energy.NoiseBox;

    /// <summary>Where the topology is computed: a little larger, so that what leaves the noise box shows.</summary>
    public Box TopologyBox => Box.Scale(1.2);

    /// <summary>The same settings for a model that lives in another box.</summary>
    public ConstrainedSettings In(Box box) =>
        this with { Energy = Energy with { NoiseBox = box }, Sampling = Sampling with { Box = box } };

    /// <summary>The settings with what the user chose: seed, solver, backend and numbers of epochs.</summary>
    public ConstrainedSettings For(RunSettings user)
    {
        IRetraction retraction = user.Solver == "lbfgs" ? new LbfgsRetraction() : new NewtonRetraction();
        return this with
        {
            Manifold = Manifold with { Epochs = user.Epochs(Manifold.Epochs), Seed = (ulong)user.Seed, Backend = user.Backend },
            Energy = Energy with
            {
                Rounds = [.. Energy.Rounds.Select(round => round with { Epochs = user.Epochs(round.Epochs) })],
                Sampler = Energy.Sampler with { Retraction = retraction, Backend = user.Backend },
                Projection = (Energy.Projection ?? new ManifoldProjectionOptions()) with { Backend = user.Backend },
                Seed = (ulong)user.Seed,
                Backend = user.Backend,
            },
            Sampling = Sampling with { Retraction = retraction, Box = Box, Backend = user.Backend },
        };
    }
}
