namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>Quadrature over an ellipsoid in its own angles, apart from any mesh.</summary>
internal static class EllipsoidArea
{
    private const int Heights = 300;
    private const int Turns = 600;

    /// <summary>
    /// Nodes (a sin θ cos φ, b sin θ sin φ, c cos θ) with the area around them,
    /// sin θ √((bc sin θ cos φ)² + (ac sin θ sin φ)² + (ab cos θ)²) dθ dφ.
    /// </summary>
    public static (double[] Point, double Area)[] Nodes(double a, double b, double c)
    {
        var nodes = new List<(double[], double)>(Heights * Turns);
        for (var i = 0; i < Heights; i++)
        {
            var (sin, cos) = Math.SinCos((i + 0.5) * Math.PI / Heights);
            for (var j = 0; j < Turns; j++)
            {
                var (turnSin, turnCos) = Math.SinCos((j + 0.5) * 2 * Math.PI / Turns);
                double[] direction = [sin * turnCos, sin * turnSin, cos];
                double[] normal = [b * c * direction[0], a * c * direction[1], a * b * direction[2]];
                nodes.Add((
                    [a * direction[0], b * direction[1], c * direction[2]],
                    sin * Math.Sqrt(normal.Sum(entry => entry * entry))));
            }
        }

        return [.. nodes];
    }
}
