using System.Numerics;
using CsCheck;
using DslManifolds.Kernels;

namespace DslManifolds.Runtime.Tests.Kernels;

/// <summary>Sums over a batch against plain sums in double, for every remainder of rows, columns and vectors.</summary>
public class GradientSumsTests
{
    [Fact]
    public void ProductsAreSumsOfOuterProducts()
    {
        CheckProducts<float>(2e-6);
        CheckProducts<double>(1e-14);
    }

    [Fact]
    public void SumsAreSumsOverSamples()
    {
        CheckSums<float>(2e-6);
        CheckSums<double>(1e-14);
    }

    private static void CheckProducts<T>(double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 1 << 20]).Sample(
            (rows, columns, vectors, pairs, seed) =>
            {
                var stride = pairs * (rows + columns) + 1;
                using var factors = Random<T>(stride * vectors, seed);
                var places = new int[2 * pairs];
                for (var pair = 0; pair < pairs; pair++)
                    (places[2 * pair], places[2 * pair + 1]) = (1 + pair * (rows + columns), 1 + pair * (rows + columns) + rows);
                var gradient = new T[rows * columns];
                gradient.AsSpan().Fill(T.One);
                GradientSums<T>.AddProducts(factors.Lanes, stride, vectors, rows, columns, places, gradient);
                for (var row = 0; row < rows; row++)
                {
                    for (var column = 0; column < columns; column++)
                    {
                        var (sum, size) = (1.0, 1.0);
                        for (var pair = 0; pair < pairs; pair++)
                        {
                            for (var vector = 0; vector < vectors; vector++)
                            {
                                var a = factors.Lanes[vector * stride + places[2 * pair] + row];
                                var b = factors.Lanes[vector * stride + places[2 * pair + 1] + column];
                                for (var lane = 0; lane < Lanes<T>.Count; lane++)
                                {
                                    var product = double.CreateTruncating(a[lane]) * double.CreateTruncating(b[lane]);
                                    (sum, size) = (sum + product, size + Math.Abs(product));
                                }
                            }
                        }

                        Assert.Equal(sum, double.CreateTruncating(gradient[row * columns + column]), tolerance * size);
                    }
                }
            },
            iter: 300);

    private static void CheckSums<T>(double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Gen.Select(Gen.Int[1, 11], Gen.Int[1, 4], Gen.Int[0, 1 << 20]).Sample(
            (count, vectors, seed) =>
            {
                var stride = count + 2;
                using var factors = Random<T>(stride * vectors, seed);
                var gradient = new T[count];
                gradient.AsSpan().Fill(T.One);
                GradientSums<T>.AddSums(factors.Lanes, stride, vectors, 2, gradient);
                for (var i = 0; i < count; i++)
                {
                    var (sum, size) = (1.0, 1.0);
                    for (var vector = 0; vector < vectors; vector++)
                    {
                        foreach (var entry in factors.Lanes.From(vector * stride + 2 + i).Elements(1))
                            (sum, size) = (sum + double.CreateTruncating(entry), size + Math.Abs(double.CreateTruncating(entry)));
                    }

                    Assert.Equal(sum, double.CreateTruncating(gradient[i]), tolerance * size);
                }
            },
            iter: 300);

    private static Scratch<T> Random<T>(int vectors, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        var memory = new Scratch<T>(vectors);
        foreach (ref var entry in memory.Lanes.Elements(vectors))
            entry = T.CreateTruncating(2 * random.NextDouble() - 1);
        return memory;
    }
}
