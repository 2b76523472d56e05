using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Shapes;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>A named manifold with its equations written by hand.</summary>
/// <param name="Make">Makes it in an element type, with parameters other than the defaults.</param>
/// <param name="Equations">F in closed form.</param>
/// <param name="Box">A box that holds it, or a part of it.</param>
/// <param name="Dimension">Its intrinsic dimension.</param>
/// <param name="LeastSingularValue">A lower bound on the singular values of J on the manifold.</param>
internal sealed record ShapeCase(
    Func<ScalarType, IManifold> Make, Func<double[], double[]> Equations, Box Box, int Dimension, double LeastSingularValue);

/// <summary>Every named manifold, and every shape attribute.</summary>
internal static class ShapeCases
{
    public static IReadOnlyDictionary<string, ShapeCase> All { get; } = new Dictionary<string, ShapeCase>
    {
        // The gradient of |x|² − r² is 2 x.
        [nameof(Circle)] = new(
            type => new Circle(dtype: type) { Radius = 1.5 }, x => [Square(x[0]) + Square(x[1]) - 2.25], Box.Cube(2, 2), 1, 3),
        [nameof(Sphere)] = new(
            type => new Sphere(dtype: type) { Radius = 1.5 },
            x => [Square(x[0]) + Square(x[1]) + Square(x[2]) - 2.25],
            Box.Cube(3, 2),
            2,
            3),
        [nameof(FourSphere)] = new(type => new FourSphere(dtype: type), x => [x.Sum(Square) - 1], Box.Cube(5, 1.5), 4, 2),

        // The tube's distance has a gradient of length 1; its square is r².
        [nameof(Torus)] = new(
            type => new Torus(dtype: type) { Major = 2.5, Minor = 0.75 },
            x => [Square(double.Hypot(x[0], x[1]) - 2.5) + Square(x[2]) - 0.5625],
            new Box([-4, -4, -1], [4, 4, 1]),
            2,
            1.5),

        // |∇F|² = 4 Σ xᵢ²/aᵢ⁴, at least 4/a² for the largest semi-axis a.
        [nameof(Ellipsoid)] = new(
            type => new Ellipsoid(dtype: type),
            x => [Square(x[0] / 3) + Square(x[1] / 2) + Square(x[2]) - 1],
            new Box([-3.5, -2.5, -1.5], [3.5, 2.5, 1.5]),
            2,
            2.0 / 3),

        // Likewise: 4 (x²/a⁴ + y²/b⁴ + z²/c⁴), at least 4 (x²/a² + y²/b²) / 2.25 with a² = b² = 2.25, and x²/a² + y²/b² ≥ 1.
        [nameof(Hyperboloid)] = new(
            type => new Hyperboloid(dtype: type) { WaistX = 1.5, WaistY = 1.5, Pitch = 2 },
            x => [(Square(x[0]) + Square(x[1])) / 2.25 - Square(x[2]) / 4 - 1],
            new Box([-4, -4, -2], [4, 4, 2]),
            2,
            4.0 / 3),

        // The rows of J are orthogonal at frames: of length 2 for the columns' lengths, √2 for their products.
        [nameof(OrthogonalGroup)] = new(
            type => new OrthogonalGroup(dtype: type), x => Products(x, 3, 3), Box.Cube(9, 1.2), 3, Math.Sqrt(2)),
        [nameof(OrthonormalPairs)] = new(
            type => new OrthonormalPairs(dtype: type), x => Products(x, 5, 2), Box.Cube(10, 1.2), 7, Math.Sqrt(2)),

        // The least over all angles of the crank, by enumeration, is 0.682.
        [nameof(PlanarLinkage)] = new(
            type => new PlanarLinkage(dtype: type),
            x => [
                Square(x[0]) + Square(x[1]) - 1,
                Square(x[2] - x[0]) + Square(x[3] - x[1]) - 9,
                Square(x[2] - 2) + Square(x[3]) - 6.25,
            ],
            Box.Cube(4, 5),
            1,
            0.68),
    };

    public static double Square(double x) => x * x;

    /// <summary>The upper triangle of XᵀX − I, row by row.</summary>
    private static double[] Products(double[] x, int rows, int columns) =>
    [
        .. from i in Enumerable.Range(0, columns)
           from j in Enumerable.Range(i, columns - i)
           select Enumerable.Range(0, rows).Sum(row => x[row * columns + i] * x[row * columns + j]) - (i == j ? 1 : 0),
    ];
}
