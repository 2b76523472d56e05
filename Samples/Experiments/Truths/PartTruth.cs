using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>What a learned model, or one made of learned models by arithmetic, should come out as: a set and a density on it.</summary>
internal abstract class PartTruth : TrueSet
{
    private const int Points = 1000;

    /// <summary>The points that a model is trained on: 1,000.</summary>
    public PointSet Data(int seed) => Sample(Points, new Random(seed));

    /// <summary>As many points that the model has not seen, and others to compare them with.</summary>
    public (PointSet First, PointSet Second) HeldOut(int seed)
    {
        // Any fixed change that never gives another run's seed back for small seeds.
        var random = new Random(seed ^ 0x5bd1e995);
        return (Sample(Points, random), Sample(Points, random));
    }

    /// <summary>Independent samples of the true distribution.</summary>
    public abstract PointSet Sample(int count, Random random);

    /// <summary>Sets numbers that compare a learned density with the true one; none by default.</summary>
    /// <param name="context">Where they go.</param>
    /// <param name="pieces">Places of the pieces of the learned model.</param>
    /// <param name="masses">Probability of each piece.</param>
    public virtual void AddDensity(RunContext context, PointSet pieces, double[] masses)
    {
    }

    /// <summary>Sets numbers on a learned energy on the true set; none by default.</summary>
    public virtual void AddEnergy(RunContext context, LearnedDensity learned)
    {
    }
}
