using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers.Fused;

/// <summary>Manifolds and energies that have kernels, and a point of each manifold.</summary>
/// <param name="Manifold">The manifold.</param>
/// <param name="Energy">An energy in its space.</param>
/// <param name="Point">A point of the manifold.</param>
internal sealed record FusedCase(IManifold Manifold, IEnergy Energy, double[] Point)
{
    /// <summary>The names of all cases: the codimension, or what is special.</summary>
    public static TheoryData<string> Names => 
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "50", "sphere", "ellipse", "twice", "rings", "circle net", "sine net"];

    /// <summary>A case.</summary>
    public static FusedCase Of(string name) => name switch
    {
        "1" => Random<Space1>(1),
        "2" => Random<Space2>(2),
        "3" => Random<Five3>(3),
        "4" => Random<Six4>(4),
        "5" => Random<Seven5>(5),
        "6" => Random<Nine6>(6),
        "7" => Random<Nine7>(7),
        "8" => Random<Ten8>(8),
        "9" => Random<Twelve9>(9),
        "50" => Random<Sixty50>(50),
        "sphere" => new(new TestQuadrics<Space1>([1, 1, 1], [0, 0, 0], [1]), new KernelTilt<Space1>(2), [1, 0, 0]),

        // Flat sides and sharp ends: steps fail here in every way.
        "ellipse" => Ellipse(),

        // One sphere as two equations: J has lost rank everywhere.
        "twice" => new(
            new TestQuadrics<Space2>([1, 1, 1, 1, 1, 1], new double[6], [1, 1]), new KernelTilt<Space2>(1), [0.6, 0, 0.8]),
        "rings" => new(new Rings(), new RingTilt(), [1, 0]),
        "circle net" => Net(new CircleNet(seed: 3), new PlaneEnergy(seed: 4)),
        "sine net" => Net(new SineNet(seed: 5), new SpaceEnergy(seed: 6)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>The circle with the energy of the von Mises distribution.</summary>
    public static FusedCase Circle(double concentration) => new(
        new TestQuadrics<Plane1>([1, 1], [0, 0], [1]), new KernelTilt<Plane1>(concentration), [1, 0]);

    /// <summary>x² + 16 y² = 1, with an energy that is not a number above a height.</summary>
    public static FusedCase Ellipse(double limit = double.PositiveInfinity) => new(
        new TestQuadrics<Plane1>([1, 16], [0, 0], [1]), new KernelTilt<Plane1>(1, limit), [1, 0]);

    private static FusedCase Random<TSizes>(int seed)
        where TSizes : struct, ISizes
    {
        var (manifold, point) = TestQuadrics<TSizes>.Random(seed);
        return new FusedCase(manifold, new KernelTilt<TSizes>(1), point);
    }

    /// <summary>Nets in double, at a point of the manifold.</summary>
    private static FusedCase Net<TManifold, TEnergy>(TManifold manifold, TEnergy energy)
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
    {
        manifold.to(ScalarType.Float64);
        energy.to(ScalarType.Float64);
        using var noise = new NoiseProjection(
            manifold, Box.Cube(manifold.AmbientDimension, 20), new RandomKey(7), ScalarType.Float64);
        using var points = noise.Take(1);
        return new FusedCase(manifold, energy, HostTransfer.Read(points));
    }
}
