namespace DslManifolds.Geometry;

/// <summary>How far a density on a learned manifold is from the true one, measured on bins of the true manifold.</summary>
/// <param name="TotalVariation">
/// ½ (Σ_i |p_i − q_i| + lost), from 0 to 1: lost mass counts as mass in a bin that the truth does not have.
/// </param>
/// <param name="KullbackLeibler">KL(true ‖ model) = Σ_i q_i log(q_i / max(p_i, <see cref="MassFloor"/>)) in nats.</param>
/// <param name="LostMass">Mass that the model puts farther from the true manifold than the reach.</param>
public sealed record DensityComparison(double TotalVariation, double KullbackLeibler, double LostMass)
{
    /// <summary>Least mass that counts for a bin in the divergence, which an empty bin would make infinite.</summary>
    public const double MassFloor = 1e-9;

    /// <summary>
    /// Gives the mass of each piece to the bin with the nearest centre, p_i, unless the piece is beyond reach of the true
    /// manifold, and compares with the true masses q_i.
    /// </summary>
    /// <param name="pieces">Centroids of the pieces of the learned manifold; they should be much smaller than the bins.</param>
    /// <param name="masses">Mass of each piece under the model; they sum to one.</param>
    /// <param name="distancesToTruth">Distance of each centroid to the true manifold.</param>
    /// <param name="binCentres">Centres of the bins on the true manifold.</param>
    /// <param name="binMasses">True mass q_i of each bin; they sum to one.</param>
    /// <param name="reach">Greatest distance at which a piece still counts for the true manifold.</param>
    /// <exception cref="ArgumentException">Arrays of unlike length, or masses that are negative or do not sum to one.</exception>
    public static DensityComparison OnBins(
        PointSet pieces, double[] masses, double[] distancesToTruth, PointSet binCentres, double[] binMasses, double reach = 0.1)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentNullException.ThrowIfNull(binCentres);
        ArgumentNullException.ThrowIfNull(binMasses);
        if (binMasses.Length != binCentres.Count)
            throw new ArgumentException($"{binMasses.Length} masses are given for {binCentres.Count} bins.", nameof(binMasses));
        var bins = new MeshDistance(SimplicialMesh.FromPoints(binCentres)).Nearest(pieces).Simplices;
        return OnBins(bins, masses, distancesToTruth, binMasses, reach);
    }

    /// <summary>As the other overload, for bins that are not those of nearest centres.</summary>
    /// <param name="bins">Number of each piece's bin, that of the closest point of the true manifold.</param>
    /// <param name="masses">Mass of each piece under the model; they sum to one.</param>
    /// <param name="distancesToTruth">Distance of each piece to the true manifold.</param>
    /// <param name="binMasses">True mass q_i of each bin; they sum to one.</param>
    /// <param name="reach">Greatest distance at which a piece still counts for the true manifold.</param>
    /// <exception cref="ArgumentException">Arrays of unlike length, or masses that are negative or do not sum to one.</exception>
    /// <exception cref="IndexOutOfRangeException">A piece names a bin that there is not.</exception>
    public static DensityComparison OnBins(
        int[] bins, double[] masses, double[] distancesToTruth, double[] binMasses, double reach = 0.1)
    {
        ArgumentNullException.ThrowIfNull(bins);
        ArgumentNullException.ThrowIfNull(distancesToTruth);
        ArgumentNullException.ThrowIfNull(binMasses);
        CheckMasses(masses, bins.Length, nameof(masses));
        CheckMasses(binMasses, binMasses.Length, nameof(binMasses));
        if (distancesToTruth.Length != bins.Length)
        {
            throw new ArgumentException(
                $"{distancesToTruth.Length} distances are given for {bins.Length} pieces.", nameof(distancesToTruth));
        }

        var modelMasses = new double[binMasses.Length];
        var lost = 0.0;
        for (var piece = 0; piece < masses.Length; piece++)
        {
            // Written so that a distance of NaN loses its mass.
            if (distancesToTruth[piece] <= reach)
                modelMasses[bins[piece]] += masses[piece];
            else
                lost += masses[piece];
        }

        var divergence = binMasses.Zip(modelMasses, (q, p) => q > 0 ? q * Math.Log(q / Math.Max(p, MassFloor)) : 0).Sum();
        return new DensityComparison(0.5 * (AbsoluteDifferences(modelMasses, binMasses) + lost), divergence, lost);
    }

    /// <summary>Total variation ½ Σ_i |p_i − q_i| of two sets of masses on the same bins.</summary>
    /// <exception cref="ArgumentException">Unlike numbers of bins, or masses that are negative or do not sum to one.</exception>
    public static double Distance(double[] first, double[] second)
    {
        ArgumentNullException.ThrowIfNull(second);
        CheckMasses(first, second.Length, nameof(first));
        CheckMasses(second, second.Length, nameof(second));
        return 0.5 * AbsoluteDifferences(first, second);
    }

    private static double AbsoluteDifferences(double[] first, double[] second) =>
        first.Zip(second, (p, q) => Math.Abs(p - q)).Sum();

    private static void CheckMasses(double[] masses, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(masses, name);
        if (masses.Length != count)
            throw new ArgumentException($"{masses.Length} masses are given, but {count} are needed.", name);
        var bad = Array.FindIndex(masses, mass => !(mass >= 0));
        if (bad >= 0)
            throw new ArgumentException($"The mass {bad} is {masses[bad]}; it must not be negative.", name);
        var sum = masses.Sum();
        if (!(Math.Abs(sum - 1) <= 1e-6))
            throw new ArgumentException($"The masses sum to {sum}; normalise them to sum to one.", name);
    }
}
