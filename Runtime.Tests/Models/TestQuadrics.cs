using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Sizes that kernels know when they are compiled.</summary>
internal interface ISizes
{
    static abstract int Ambient { get; }

    static abstract int Outputs { get; }
}

/// <summary>
/// F_i(x) = Σ_j (a_ij x_j + b_ij) x_j − c_i: curved in every direction, of any codimension, and with kernels written by hand.
/// </summary>
internal sealed class TestQuadrics<TSizes> : AnalyticManifold, IManifoldKernelSource
    where TSizes : struct, ISizes
{
    private readonly double[] numbers;
    private readonly Dictionary<ScalarType, Tensor> tensors = [];

    /// <summary>Quadrics with a, b (k × n each, row by row) and c (k).</summary>
    public TestQuadrics(double[] a, double[] b, double[] c)
        : base(TSizes.Ambient, TSizes.Outputs) =>
        numbers = [.. a, .. b, .. c];

    /// <inheritdoc/>
    public override int Dimension => Math.Max(1, base.Dimension);

    /// <summary>Random quadrics through a point.</summary>
    public static (TestQuadrics<TSizes> Manifold, double[] Point) Random(int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var point = Enumerable.Range(0, TSizes.Ambient).Select(_ => Normal()).ToArray();
        var a = Enumerable.Range(0, TSizes.Outputs * TSizes.Ambient).Select(_ => 0.3 * Normal()).ToArray();
        var b = Enumerable.Range(0, TSizes.Outputs * TSizes.Ambient).Select(_ => Normal()).ToArray();
        var c = new double[TSizes.Outputs];
        for (var i = 0; i < a.Length; i++)
        {
            var x = point[i % TSizes.Ambient];
            c[i / TSizes.Ambient] += (a[i] * x + b[i]) * x;
        }

        return (new TestQuadrics<TSizes>(a, b, c), point);
    }

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = Parts(x.dtype);
        return (x * x).mm(a.t()).add_(x.mm(b.t())).sub_(c).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (a, b, _) = Parts(x.dtype);
        return (x.unsqueeze(1) * a * Two + b).MoveToOuterDisposeScope();
    }

    public TResult UseManifoldKernel<T, TResult>(IManifoldKernelUser<T, TResult> user)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        user.Use(new Kernel<T>(new Weights<T>(Numbers(typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64))));

    private Tensor Numbers(ScalarType type)
    {
        if (!tensors.TryGetValue(type, out var tensor))
            tensors[type] = tensor = torch.tensor(numbers, type).DetachFromDisposeScope();
        return tensor;
    }

    private (Tensor A, Tensor B, Tensor C) Parts(ScalarType type)
    {
        var size = TSizes.Outputs * TSizes.Ambient;
        var all = Numbers(type);
        return (
            all.narrow(0, 0, size).view(TSizes.Outputs, TSizes.Ambient),
            all.narrow(0, size, size).view(TSizes.Outputs, TSizes.Ambient),
            all.narrow(0, 2 * size, TSizes.Outputs));
    }

    private readonly struct Kernel<T>(Weights<T> weights) : IManifoldKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private const int Spare = 3;

        public static int AmbientDimension => TSizes.Ambient;

        public static int CodomainDimension => TSizes.Outputs;

        public static int ScratchSize => Spare;

        private static int Size => TSizes.Outputs * TSizes.Ambient;

        public void Value(Lanes<T> x, Lanes<T> value, Lanes<T> scratch)
        {
            // Whatever lies in scratch memory must not matter.
            for (var i = 0; i < Spare; i++)
                scratch[i] = Vector512.Create(T.NaN);
            for (var i = 0; i < TSizes.Outputs; i++)
            {
                value[i] = -weights[2 * Size + i];
                for (var j = 0; j < TSizes.Ambient; j++)
                {
                    var at = i * TSizes.Ambient + j;
                    value[i] += (weights[at] * x[j] + weights[Size + at]) * x[j];
                }
            }
        }

        public void Jacobian(Lanes<T> x, Lanes<T> jacobian, Lanes<T> scratch)
        {
            for (var at = 0; at < Size; at++)
                jacobian[at] = weights[at] * (x[at % TSizes.Ambient] + x[at % TSizes.Ambient]) + weights[Size + at];
        }

        public void ValueAndJacobian(Lanes<T> x, Lanes<T> value, Lanes<T> jacobian, Lanes<T> scratch)
        {
            Value(x, value, scratch);
            Jacobian(x, jacobian, scratch);
        }

        public void Jvp(Lanes<T> x, Lanes<T> v, Lanes<T> product, Lanes<T> scratch)
        {
            for (var i = 0; i < TSizes.Outputs; i++)
            {
                product[i] = Vector512<T>.Zero;
                for (var j = 0; j < TSizes.Ambient; j++)
                    product[i] += Entry(x, i, j) * v[j];
            }
        }

        public void Vjp(Lanes<T> x, Lanes<T> w, Lanes<T> product, Lanes<T> scratch)
        {
            for (var j = 0; j < TSizes.Ambient; j++)
            {
                product[j] = Vector512<T>.Zero;
                for (var i = 0; i < TSizes.Outputs; i++)
                    product[j] += Entry(x, i, j) * w[i];
            }
        }

        public void Gram(Lanes<T> x, Lanes<T> w, Lanes<T> product, Lanes<T> scratch)
        {
            for (var i = 0; i < TSizes.Outputs; i++)
            {
                product[i] = Vector512<T>.Zero;
                for (var j = 0; j < TSizes.Ambient; j++)
                {
                    for (var other = 0; other < TSizes.Outputs; other++)
                        product[i] += Entry(x, i, j) * Entry(x, other, j) * w[other];
                }
            }
        }

        public void ValueAndJvp(Lanes<T> x, Lanes<T> v, Lanes<T> value, Lanes<T> product, Lanes<T> scratch)
        {
            Value(x, value, scratch);
            Jvp(x, v, product, scratch);
        }

        public void ValueAndVjp(Lanes<T> x, Lanes<T> w, Lanes<T> value, Lanes<T> product, Lanes<T> scratch)
        {
            Value(x, value, scratch);
            Vjp(x, w, product, scratch);
        }

        private Vector512<T> Entry(Lanes<T> x, int i, int j) =>
            weights[i * TSizes.Ambient + j] * (x[j] + x[j]) + weights[Size + i * TSizes.Ambient + j];
    }
}
