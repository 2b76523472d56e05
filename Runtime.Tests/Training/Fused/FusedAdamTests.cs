using DslManifolds.Kernels;
using DslManifolds.Solvers;
using DslManifolds.Training.Fused;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training.Fused;

/// <summary>The optimizer against torch.optim.Adam and torch.nn.utils.clip_grad_norm_.</summary>
[Trait("Category", "Kernels")]
public class FusedAdamTests
{
    /// <summary>Limits above, within and below the norms of the gradients.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(3.0)]
    [InlineData(1e-5)]
    public void StepsAreThoseOfTorch(double limit)
    {
        using var scope = NewDisposeScope();
        Parameter[] expected = [Draw(3, 5), Draw(7), Draw(1), Draw(9, 9)];
        Parameter[] actual = [.. expected.Select(parameter => new Parameter(parameter.detach().clone()))];

        // One in the middle stays where it is.
        Parameter[] trained = [actual[0], actual[1], actual[3]];
        using var reference = optim.Adam([expected[0], expected[1], expected[3]], 0.01);
        using var adam = new FusedAdam<double>(new ParameterVector<double>(actual, trained), 0.01);
        for (var step = 0; step < 20; step++)
        {
            var start = 0;
            foreach (var parameter in expected)
            {
                var gradient = randn(parameter.shape, ScalarType.Float64).mul(Math.Pow(2, step - 10));
                parameter.grad = gradient;
                HostTransfer.Read(gradient, adam.Gradient[start..]);
                start += (int)parameter.numel();
            }

            var norm = nn.utils.clip_grad_norm_([expected[0], expected[1], expected[3]], limit);
            Assert.Equal(norm, adam.Norm(), 1e-12 * norm);
            reference.step();
            adam.Step(norm, limit);
            foreach (var entry in adam.Gradient)
                Assert.Equal(0, entry);
            foreach (var (parameter, other) in expected.Zip(actual))
            {
                foreach (var (a, b) in HostTransfer.Read(parameter.detach()).Zip(HostTransfer.Read(other.detach())))
                    Assert.Equal(a, b, 1e-14);
            }
        }
    }

    [Fact]
    public void PermutationsAreThoseOfTheTrainingData()
    {
        var key = new RandomKey(7).Derive(3);
        using var rows = new TrainingRows<double>([.. Enumerable.Range(0, 257).Select(i => (double)i)], 1, 100, key);
        var order = new long[257];
        using var memory = new Scratch<double>(100);
        foreach (var epoch in new[] { 0, 1, 5 })
        {
            rows.Shuffle(epoch);
            CounterRandom.Permutation(key with { Step = (ulong)epoch }, order);
            var all = new List<double>();
            for (var batch = 0; batch < rows.Batches; batch++)
            {
                rows.Gather(batch, 0, rows.CountOf(batch), memory.Lanes);
                all.AddRange(memory.Lanes.Elements(13)[..rows.CountOf(batch)]);
            }

            Assert.Equal(order.Select(row => (double)row), all);
        }
    }

    private static Parameter Draw(params long[] shape) => new(randn(shape, ScalarType.Float64));
}
