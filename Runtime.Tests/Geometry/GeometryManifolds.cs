using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

/// <summary>Zero sets that only the tests of meshes need: just the value is ever asked for.</summary>
internal sealed class ValueOnly(int ambient, int codomain, Func<Tensor, Tensor> value) : AnalyticManifold(ambient, codomain)
{
    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return value(x).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x) => throw new NotSupportedException();

    /// <summary>Circles about points of the plane, with a common radius: the product of their functions.</summary>
    public static ValueOnly Circles(double radius, params double[][] centres) => new(2, 1, x => centres
        .Select(centre => (x - tensor(centre, dtype: x.dtype)).square().sum(1, keepdim: true) - radius * radius)
        .Aggregate((product, next) => product * next));

    /// <summary>A function that is constant.</summary>
    public static ValueOnly Constant(int ambient, double value) => new(ambient, 1, x => full_like(x.narrow(1, 0, 1), value));

    /// <summary>
    /// Small integers at random, by a hash of the integer coordinates: on an integer grid, full of exact zeros and ties.
    /// </summary>
    public static ValueOnly RandomIntegers(int ambient, int codomain, int seed, int largest)
    {
        double Hash(double[] x, int output)
        {
            // One round of SplitMix64 a number: neighbouring keys give unrelated values, the same in every process.
            var hash = x.Append(output).Aggregate((ulong)seed, (key, number) =>
            {
                key = unchecked((key ^ (ulong)(long)number) + 0x9E3779B97F4A7C15);
                key = unchecked((key ^ (key >> 30)) * 0xBF58476D1CE4E5B9);
                key = unchecked((key ^ (key >> 27)) * 0x94D049BB133111EB);
                return key ^ (key >> 31);
            });
            return (int)(hash % (ulong)(2 * largest + 1)) - largest;
        }

        return new(ambient, codomain, x =>
        {
            var points = x.to(ScalarType.Float64).data<double>().ToArray().Chunk(ambient);
            var values = points.SelectMany(point => Enumerable.Range(0, codomain).Select(output => Hash(point, output)));
            return tensor(values.ToArray(), [x.shape[0], codomain], dtype: x.dtype);
        });
    }
}
