namespace DslManifolds.Operators;

/// <summary>Seeds for the parts of a model from the model's own: part i gets a seed that differs in about half of its bits.</summary>
public static class SeedSequence
{
    /// <summary>Seed of one part: the finalizer of SplitMix64 over the seed advanced by <paramref name="part"/> + 1 steps.</summary>
    /// <param name="seed">Seed of the whole.</param>
    /// <param name="part">Index of the part.</param>
    public static long Derive(long seed, int part)
    {
        unchecked
        {
            var z = (ulong)seed + (0x9E3779B97F4A7C15UL * ((ulong)part + 1));
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (long)(z ^ (z >> 31));
        }
    }
}
