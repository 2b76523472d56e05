namespace DslManifolds.Samples.Experiments;

/// <summary>Negative log-likelihood of held-out points on the learned manifold.</summary>
internal static class HeldOutLikelihood
{
    // A point farther from the learned manifold than this says nothing about the density on it.
    private const double Reach = 0.1;

    /// <summary>
    /// Sets <c>density.nll_test</c>, the mean of E + log Z at the closest points, and <c>density.nll_excluded</c>, the share of
    /// points left out of that mean because their projection fails or moves them by more than 0.1.
    /// </summary>
    /// <param name="context">What the experiment runs with.</param>
    /// <param name="density">The learned density.</param>
    /// <param name="closest">Held-out points, projected.</param>
    /// <param name="offset">
    /// Added to the mean: m log s where the model's unit of length is s of the data's, and its manifold has the dimension m.
    /// </param>
    /// <exception cref="RunFailedException">No point is left.</exception>
    public static void Add(RunContext context, LearnedDensity density, ProjectedPoints closest, double offset = 0)
    {
        var energies = density.Energies(closest.Points);
        var distances = closest.Distances.Select((distance, i) => closest.Found[i] ? distance : double.PositiveInfinity);
        var counted = Add(
            context, Array.ConvertAll(energies, energy => -energy - density.LogNormalizingConstant - offset), [.. distances]);
        if (!counted)
            throw new RunFailedException("No test point is near the learned manifold; train longer, or try another --seed.");
    }

    /// <summary>
    /// The same from densities at the closest points. Where every point is left out there is no <c>density.nll_test</c>.
    /// </summary>
    /// <param name="context">What the experiment runs with.</param>
    /// <param name="logDensities">Logarithm of the density for each point; one that is not finite is left out.</param>
    /// <param name="distances">How far each point is moved.</param>
    /// <returns>Whether there is one.</returns>
    public static bool Add(RunContext context, double[] logDensities, double[] distances)
    {
        var counted = logDensities.Where((density, i) => double.IsFinite(density) && distances[i] <= Reach).ToArray();
        if (counted.Length > 0)
            context.Metrics.Set("density.nll_test", -counted.Average());
        context.Metrics.Set("density.nll_excluded", 1 - (double)counted.Length / logDensities.Length);
        return counted.Length > 0;
    }
}
