using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>
/// A manifold for tests, from a value and a Jacobian written by hand; every product comes from the explicit Jacobian.
/// </summary>
/// <remarks>
/// Scalars are held in fields: TorchSharp does not keep the Scalar that a number is converted to alive during a call, so the
/// finalizer can free it under the call when another thread of the test host starts a garbage collection.
/// </remarks>
internal abstract class AnalyticManifold(int ambient, int codomain) : IManifold
{
    /// <summary>2.</summary>
    protected static readonly Scalar Two = 2.0;

    public int AmbientDimension => ambient;

    public virtual int Dimension => ambient - codomain;

    public int CodomainDimension => codomain;

    public abstract Tensor Value(Tensor x);

    public abstract Tensor Jacobian(Tensor x);

    public Tensor Jvp(Tensor x, Tensor v)
    {
        using var scope = NewDisposeScope();
        return Jacobian(x).matmul(v.unsqueeze(-1)).squeeze(-1).MoveToOuterDisposeScope();
    }

    public Tensor Vjp(Tensor x, Tensor w)
    {
        using var scope = NewDisposeScope();
        return w.unsqueeze(1).matmul(Jacobian(x)).squeeze(1).MoveToOuterDisposeScope();
    }

    public Tensor Gram(Tensor x, Tensor w)
    {
        using var pullback = Vjp(x, w);
        return Jvp(x, pullback);
    }

    public (Tensor Value, Tensor Product) ValueAndJvp(Tensor x, Tensor v) => (Value(x), Jvp(x, v));

    public (Tensor Value, Tensor Product) ValueAndVjp(Tensor x, Tensor w) => (Value(x), Vjp(x, w));

    public (Tensor Value, Tensor Product) ValueAndGram(Tensor x, Tensor w) => (Value(x), Gram(x, w));

    public (Tensor Value, Tensor Jacobian) ValueAndJacobian(Tensor x) => (Value(x), Jacobian(x));
}

/// <summary>The sphere of a radius about the origin of ℝⁿ, as the zero set of |x|² − r².</summary>
internal sealed class TestSphere(int ambient, double radius = 1) : AnalyticManifold(ambient, 1)
{
    private readonly Scalar squaredRadius = radius * radius;

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x.Squared().sum(1, keepdim: true) - squaredRadius).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x * Two).unsqueeze(1).MoveToOuterDisposeScope();
    }
}

/// <summary>The torus (√(x² + y²) − R)² + z² = r² in ℝ³.</summary>
internal sealed class TestTorus(double major = 3, double minor = 1) : AnalyticManifold(3, 1)
{
    private readonly Scalar major = major;
    private readonly Scalar squaredMinor = minor * minor;

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        var ring = x.slice(1, 0, 2, 1).Squared().sum(1, keepdim: true).sqrt() - major;
        return (ring.Squared().Plus(x.slice(1, 2, 3, 1).Squared()) - squaredMinor).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var plane = x.slice(1, 0, 2, 1);
        var distance = plane.Squared().sum(1, keepdim: true).sqrt();
        var gradient = cat([(distance - major) * Two / distance * plane, x.slice(1, 2, 3, 1) * Two], 1);
        return gradient.unsqueeze(1).MoveToOuterDisposeScope();
    }
}

/// <summary>The circle where the unit sphere of ℝ³ meets the plane z = height: codimension 2.</summary>
internal sealed class TestLatitude(double height = 0.5) : AnalyticManifold(3, 2)
{
    private static readonly Scalar One = 1.0;
    private readonly Scalar height = height;

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat([x.Squared().sum(1, keepdim: true) - One, x.slice(1, 2, 3, 1) - height], 1).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var normal = tensor(new double[] { 0, 0, 1 }, dtype: x.dtype, device: x.device).expand(x.shape[0], 3);
        return stack([x * Two, normal], 1).MoveToOuterDisposeScope();
    }
}
