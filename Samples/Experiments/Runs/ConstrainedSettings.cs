using DslManifolds.Geometry;
using DslManifolds.Samplers;
using DslManifolds.Samples.Commands;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>Settings of an experiment with a constrained energy-based model: training, then what is drawn and measured.</summary>
/// <param name="Manifold">The manifold-defining function.</param>
/// <param name="Energy">Training of the energy; its noise box is the manifold's.</param>
internal sealed record ConstrainedSettings(ManifoldSettings Manifold, EnergyTrainerOptions Energy)
{
    /// <summary>Training of the energy by maximum likelihood, which takes the place of <see cref="Energy"/>; null for that.</summary>
    public LikelihoodSettings? Likelihood { get; init; }

    /// <summary>Samples to draw, one chain for each.</summary>
    public int SampleCount { get; init; } = 1000;

    /// <summary>Steps of each chain, from noise projected onto the manifold or, with <see cref="Likelihood"/>, from draws on its mesh.</summary>
    public int SampleSteps { get; init; } = 200;

    /// <summary>
    /// Settings of those chains. They are not the paper's of training, under which chains sample another density than the model's
    /// exp(−E): with the Metropolis correction they sample just that.
    /// </summary>
    public ConstrainedLangevinOptions Sampling { get; init; } = new() { NoiseScale = 0.3, Metropolis = true };

    /// <summary>Where noise is drawn and things are measured.</summary>
    public Box Box => Manifold.Box;

    /// <summary>The same settings for a model that lives in another box.</summary>
    public ConstrainedSettings In(Box box) => this with
    {
        Manifold = Manifold with { Box = box },
        Energy = Energy with { NoiseBox = box },
        Sampling = Sampling with { Box = box },
    };

    /// <summary>The settings with what the user chose: seed, solver, backend and numbers of epochs.</summary>
    public ConstrainedSettings For(RunSettings user)
    {
        IRetraction retraction = user.Solver == "lbfgs" ? new LbfgsRetraction() : new NewtonRetraction();
        return this with
        {
            Manifold = Manifold.For(user),
            Likelihood = Likelihood?.For(user),
            Energy = Chosen(Energy with { Sampler = Energy.Sampler with { Retraction = retraction } }, user),
            Sampling = Sampling with { Retraction = retraction, Box = Box, Backend = user.Backend },
        };
    }

    /// <summary>Settings of an energy with what the user chose: seed, backend and numbers of epochs.</summary>
    public static EnergyTrainerOptions Chosen(EnergyTrainerOptions energy, RunSettings user) => energy with
    {
        Rounds = [.. energy.Rounds.Select(round => round with { Epochs = user.Epochs(round.Epochs) })],
        Sampler = energy.Sampler with { Backend = user.Backend },
        Projection = (energy.Projection ?? new ManifoldProjectionOptions()) with { Backend = user.Backend },
        Seed = (ulong)user.Seed,
        Backend = user.Backend,
    };
}
