using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A decoder for tests, from a value and a Jacobian written by hand.</summary>
internal abstract class AnalyticDecoder(int latent, int ambient) : IDecoder
{
    public int LatentDimension => latent;

    public int AmbientDimension => ambient;

    public abstract Tensor Decode(Tensor z);

    public abstract Tensor Jacobian(Tensor z);

    public (Tensor Point, Tensor Product) DecodeAndJvp(Tensor z, Tensor v)
    {
        using var scope = NewDisposeScope();
        return (Decode(z).MoveToOuterDisposeScope(), Jacobian(z).bmm(v.unsqueeze(2)).squeeze(2).MoveToOuterDisposeScope());
    }

    public (Tensor Point, Tensor Product) DecodeAndVjp(Tensor z, Tensor w)
    {
        using var scope = NewDisposeScope();
        return (Decode(z).MoveToOuterDisposeScope(), w.unsqueeze(1).bmm(Jacobian(z)).squeeze(1).MoveToOuterDisposeScope());
    }

    public (Tensor Point, Tensor Jacobian) DecodeAndJacobian(Tensor z) => (Decode(z), Jacobian(z));
}

/// <summary>z → r (cos z, sin z).</summary>
internal sealed class CircleDecoder(double radius) : AnalyticDecoder(1, 2)
{
    private readonly Scalar radius = radius;

    public override Tensor Decode(Tensor z)
    {
        using var scope = NewDisposeScope();
        return cat([z.cos(), z.sin()], 1).mul(radius).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor z)
    {
        using var scope = NewDisposeScope();
        return cat([z.sin().neg(), z.cos()], 1).mul(radius).unsqueeze(2).MoveToOuterDisposeScope();
    }
}

/// <summary>z → A z + b.</summary>
internal sealed class AffineDecoder(double[,] matrix, double[] offset)
    : AnalyticDecoder(matrix.GetLength(1), matrix.GetLength(0))
{
    public override Tensor Decode(Tensor z)
    {
        using var scope = NewDisposeScope();
        return z.mm(tensor(matrix, dtype: z.dtype).t()).add(tensor(offset, dtype: z.dtype)).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor z)
    {
        using var scope = NewDisposeScope();
        return tensor(matrix, dtype: z.dtype).unsqueeze(0).repeat(z.shape[0], 1, 1).MoveToOuterDisposeScope();
    }
}

/// <summary>Polar and azimuthal angle (θ, φ) → (sin θ cos φ, sin θ sin φ, cos θ): √det JᵀJ = sin θ.</summary>
internal sealed class SphereDecoder() : AnalyticDecoder(2, 3)
{
    public override Tensor Decode(Tensor z)
    {
        using var scope = NewDisposeScope();
        var (polar, azimuth) = (z.select(1, 0), z.select(1, 1));
        return stack([polar.sin() * azimuth.cos(), polar.sin() * azimuth.sin(), polar.cos()], 1).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor z)
    {
        using var scope = NewDisposeScope();
        var (polar, azimuth) = (z.select(1, 0), z.select(1, 1));
        var first = stack([polar.cos() * azimuth.cos(), polar.cos() * azimuth.sin(), polar.sin().neg()], 1);
        var second = stack([(polar.sin() * azimuth.sin()).neg(), polar.sin() * azimuth.cos(), zeros_like(polar)], 1);
        return stack([first, second], 2).MoveToOuterDisposeScope();
    }
}
