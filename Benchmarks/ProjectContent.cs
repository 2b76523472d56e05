namespace DslManifolds.Benchmarks;

/// <summary>What the models of a project are made of.</summary>
public enum ProjectContent
{
    /// <summary>Layers: a third each of manifolds, energies and constrained models.</summary>
    Layers,

    /// <summary>Constraints and potentials in C#, with helpers, loops, tuples and parameters.</summary>
    Constraints,

    /// <summary>Both of these, and compositions of them, three deep.</summary>
    Everything,
}
