namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Comparison of vectors of numbers.</summary>
internal static class Close
{
    /// <summary>Asserts |a − b| ≤ tolerance (1 + |a|), component by component; NaN is never close.</summary>
    public static void Assert(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        var (a, b) = (expected.ToArray(), actual.ToArray());
        Xunit.Assert.Equal(a.Length, b.Length);
        for (var i = 0; i < a.Length; i++)
        {
            Xunit.Assert.True(
                Math.Abs(a[i] - b[i]) <= tolerance * (1 + Math.Abs(a[i])),
                $"Component {i}: expected {a[i]:R}, got {b[i]:R}, {Math.Abs(a[i] - b[i]):g2} apart.");
        }
    }

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>a + t b.</summary>
    public static double[] Along(double[] a, double[] b, double t) => [.. a.Zip(b, (x, y) => x + (t * y))];
}
