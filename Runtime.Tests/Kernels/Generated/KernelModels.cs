namespace DslManifolds.Runtime.Tests.Kernels.Generated;

// Sizes and forms that the models of other tests lack.

/// <summary>One of everything.</summary>
[Manifold(Ambient = 1, Dimension = 0)]
[Mlp(1)]
public sealed partial class SmallestNet;

/// <summary>The widest layer, between odd sizes.</summary>
[Manifold(Ambient = 3, Dimension = 1)]
[Mlp(5, 256, 3, Activation = Activation.Softplus)]
public sealed partial class WidestNet;

/// <summary>The largest ambient dimension and codimension.</summary>
[Manifold(Ambient = 64, Dimension = 56)]
[Mlp(17, 16, Activation = Activation.Sine)]
public sealed partial class LargestNet;

/// <summary>Eight layers.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(12, 12, 12, 12, 12, 12, 12, 12)]
public sealed partial class DeepestNet;

/// <summary>Eight layers of another activation, several outputs, narrow.</summary>
[Manifold(Ambient = 4, Dimension = 1)]
[Mlp(4, 3, 4, 2, 4, 3, 4, 5, Activation = Activation.Gelu)]
public sealed partial class NarrowNet;

/// <summary>Layers between what is known.</summary>
[Manifold(Ambient = 5, Dimension = 1)]
[Mlp(9, 7, Activation = Activation.Tanh)]
public sealed partial class KnownAndLearned
{
    /// <summary>Strength of what is known.</summary>
    [Parameter(0.7)]
    public partial double Strength { get; set; }

    [Constraint]
    private double First(double a, double b, double c, double d, double e) => a * b - Strength * c;

    [Constraint]
    private static double Second(double a, double b, double c, double d, double e) => Math.Sin(d) + e * e - 0.5;
}

/// <summary>An energy of many coordinates.</summary>
[Energy(Ambient = 64)]
[Mlp(33, 18, Activation = Activation.Softplus)]
public sealed partial class LargeEnergy;

/// <summary>An energy of one coordinate.</summary>
[Energy(Ambient = 1)]
[Mlp(1, Activation = Activation.Gelu)]
public sealed partial class SmallEnergy;

/// <summary>An energy with a sum over many coordinates.</summary>
[Energy(Ambient = 12)]
public sealed partial class Chain
{
    [Potential]
    private static double Stretch(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
            sum += Math.Pow(x[i + 1] - x[i], 4) + Math.Cos(x[i]);
        return sum;
    }
}

/// <summary>A sphere of many dimensions.</summary>
[Sphere(Ambient = 40, Radius = 2)]
public sealed partial class HighSphere;

/// <summary>That sphere moved along many axes.</summary>
[Translate(typeof(HighSphere),
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)]
public sealed partial class MovedHighSphere;

/// <summary>A rotation that is written out entry by entry.</summary>
[Rotate(typeof(LargestNet), 3, 60, Degrees = 25)]
public sealed partial class TurnedLargestNet;

/// <summary>Frames whose equations are many.</summary>
[Stiefel(Rows = 8, Columns = 3)]
public sealed partial class ManyFrames;

/// <summary>A union of unions, moved: a distance through all of them.</summary>
[Union(typeof(Models.SphereModels), typeof(Models.SurfaceModel), Weights = [1, 2])]
public sealed partial class NestedModels;

/// <summary>A mixture of a mixture.</summary>
[Union(typeof(Models.EnergyMixture), typeof(Models.EnergySum), typeof(Models.ScaledEnergy), Weights = [1, 2, 3])]
public sealed partial class NestedMixture;
