using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Counts the evaluations of another manifold.</summary>
internal sealed class CountingManifold(IManifold inner) : IManifold
{
    public int Evaluations { get; private set; }

    public int Jacobians { get; private set; }

    public int AmbientDimension => inner.AmbientDimension;

    public int Dimension => inner.Dimension;

    public int CodomainDimension => inner.CodomainDimension;

    public Tensor Value(Tensor x) => Count(inner.Value(x));

    public Tensor Jvp(Tensor x, Tensor v) => Count(inner.Jvp(x, v));

    public Tensor Vjp(Tensor x, Tensor w) => Count(inner.Vjp(x, w));

    public Tensor Gram(Tensor x, Tensor w) => Count(inner.Gram(x, w));

    public Tensor Jacobian(Tensor x)
    {
        Jacobians++;
        return Count(inner.Jacobian(x));
    }

    public (Tensor Value, Tensor Product) ValueAndJvp(Tensor x, Tensor v) => Count(inner.ValueAndJvp(x, v));

    public (Tensor Value, Tensor Product) ValueAndVjp(Tensor x, Tensor w) => Count(inner.ValueAndVjp(x, w));

    public (Tensor Value, Tensor Product) ValueAndGram(Tensor x, Tensor w) => Count(inner.ValueAndGram(x, w));

    public (Tensor Value, Tensor Jacobian) ValueAndJacobian(Tensor x)
    {
        Jacobians++;
        return Count(inner.ValueAndJacobian(x));
    }

    private T Count<T>(T result)
    {
        Evaluations++;
        return result;
    }
}
