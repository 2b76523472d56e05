using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>
/// The von Mises distribution on the unit circle, p(θ) = exp(κ cos(θ − μ)) / (2π I₀(κ)), θ in (−π, π].
/// Exact samples by rejection from a wrapped Cauchy envelope: D. J. Best and N. I. Fisher, Efficient simulation of the von Mises
/// distribution, Applied Statistics 28 (1979).
/// </summary>
internal sealed class VonMises
{
    private const int QuadratureNodes = 512;

    private readonly double concentration;
    private readonly double mode;
    private readonly double normalizer;

    /// <param name="concentration">κ ≥ 0; 0 is the uniform distribution.</param>
    /// <param name="mode">μ, the angle of the mode in radians.</param>
    public VonMises(double concentration, double mode = 0)
    {
        if (!(concentration >= 0) || double.IsInfinity(concentration))
        {
            throw new ArgumentOutOfRangeException(
                nameof(concentration), concentration, "The concentration must be finite and at least 0.");
        }
        if (!double.IsFinite(mode))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "The mode must be a finite angle in radians.");
        this.concentration = concentration;
        this.mode = Wrap(mode);
        normalizer = 1;
        normalizer = Integrate();
    }

    /// <summary>p(θ), a density by angle, which on the unit circle is a density by length.</summary>
    public double Density(double angle) => Math.Exp(concentration * (Math.Cos(angle - mode) - 1)) / normalizer;

    /// <summary>Angles of independent samples, each in (−π, π].</summary>
    public double[] Sample(int count, Random random)
    {
        var angles = new double[count];
        for (var i = 0; i < count; i++)
            angles[i] = Wrap(mode + Draw(random));
        return angles;
    }

    /// <summary>Independent samples as points of the unit circle.</summary>
    public PointSet SamplePoints(int count, Random random) => OnCircle(Sample(count, random));

    /// <summary>The points of the unit circle at some angles.</summary>
    public static PointSet OnCircle(IEnumerable<double> angles) =>
        new([.. angles.SelectMany(angle => new[] { Math.Cos(angle), Math.Sin(angle) })], 2);

    private double Draw(Random random)
    {
        // The envelope's parameter r tends to infinity as κ → 0: there the distribution is uniform to double precision.
        if (concentration < 1e-8)
            return Math.PI * (2 * random.NextDouble() - 1);
        var tau = 1 + Math.Sqrt(1 + 4 * concentration * concentration);
        var rho = (tau - Math.Sqrt(2 * tau)) / (2 * concentration);
        var r = (1 + rho * rho) / (2 * rho);
        while (true)
        {
            var z = Math.Cos(Math.PI * random.NextDouble());
            var cosine = (1 + r * z) / (r + z);
            var c = concentration * (r - cosine);
            var u = random.NextDouble();
            if (u < c * (2 - c) || Math.Log(c / u) + 1 >= c)
                return Math.Acos(Math.Clamp(cosine, -1, 1)) * (random.Next(2) == 0 ? 1 : -1);
        }
    }

    // The trapezoidal rule on a period converges faster than any power of the step.
    private double Integrate()
    {
        var sum = 0.0;
        for (var i = 0; i < QuadratureNodes; i++)
            sum += Density(mode + 2 * Math.PI * i / QuadratureNodes);
        return sum * 2 * Math.PI / QuadratureNodes;
    }

    private static double Wrap(double angle) => Math.IEEERemainder(angle, 2 * Math.PI);
}
