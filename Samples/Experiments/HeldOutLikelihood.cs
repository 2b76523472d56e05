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
        var (sum, counted) = (0.0, 0);
        for (var i = 0; i < energies.Length; i++)
        {
            if (!closest.Found[i] || !(closest.Distances[i] <= Reach))
                continue;
            sum += energies[i] + density.LogNormalizingConstant;
            counted++;
        }
        if (counted == 0)
            throw new RunFailedException("No test point is near the learned manifold; train longer, or try another --seed.");
        context.Metrics.Set("density.nll_test", sum / counted + offset);
        context.Metrics.Set("density.nll_excluded", 1 - (double)counted / energies.Length);
    }
}
