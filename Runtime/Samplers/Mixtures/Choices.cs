using DslManifolds.Kernels;

namespace DslManifolds.Samplers;

/// <summary>Independent choices among alternatives of given probabilities.</summary>
internal static class Choices
{
    /// <summary>Draws alternatives, the i-th by the random number of chain <see cref="RandomKey.Chain"/> + i.</summary>
    /// <param name="probabilities">Probabilities, adding up to 1.</param>
    /// <param name="count">Number of draws.</param>
    /// <param name="key">Names the random numbers.</param>
    public static int[] Draw(double[] probabilities, int count, RandomKey key)
    {
        var bounds = new double[probabilities.Length];
        var sum = 0.0;
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] = sum += probabilities[i];
        var uniforms = new double[count];
        CounterRandom.Uniforms(key, uniforms, 1);
        return Array.ConvertAll(uniforms, uniform => Choose(bounds, uniform * sum));
    }

    /// <summary>The first alternative whose upper bound is above the number, so that none of probability 0 is chosen.</summary>
    private static int Choose(double[] bounds, double number)
    {
        var choice = Array.FindIndex(bounds, bound => number < bound);
        return choice >= 0 ? choice : Array.IndexOf(bounds, bounds[^1]);
    }
}
