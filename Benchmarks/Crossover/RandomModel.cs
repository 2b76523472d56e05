using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Crossover;

/// <summary>A manifold of random weights that passes through the origin, an energy, and chains on it: what is measured is time alone.</summary>
internal sealed class RandomModel : IDisposable
{
    // Starting weights of layers shrink what passes through them; with this factor singular values of J are about one.
    private const double WeightScale = 3;

    // Of the starts, so that chains are near the origin, where F is known to have zeros.
    private const double Spread = 0.05;

    private readonly nn.Module manifold;
    private readonly nn.Module energy;
    private readonly ConstrainedLangevin sampler;
    private readonly Tensor start;
    private ulong calls;

    /// <summary>Chains of two modules.</summary>
    /// <param name="manifold">An <see cref="IManifold"/> as it starts; its parameters are changed.</param>
    /// <param name="energy">An <see cref="IEnergy"/>.</param>
    /// <param name="chains">Number of chains.</param>
    /// <param name="options">Settings of the chains.</param>
    public RandomModel(nn.Module manifold, nn.Module energy, int chains, ConstrainedLangevinOptions options)
    {
        (this.manifold, this.energy) = (manifold, energy);
        var function = (IManifold)manifold;
        using var noGradient = no_grad();
        foreach (var (name, parameter) in manifold.named_parameters())
        {
            if (name.EndsWith("weight", StringComparison.Ordinal))
                parameter.mul_(WeightScale);
        }

        using (var origin = zeros(1, function.AmbientDimension))
        using (var value = function.Value(origin))
            manifold.named_parameters().Last().parameter.sub_(value.squeeze(0));
        using var generator = new TorchSharp.torch.Generator(2);
        using var near = randn([chains, function.AmbientDimension], generator: generator);
        near.mul_(Spread);
        using var projected = ManifoldProjection.Project(function, near);
        start = projected.Value.clone();
        var failed = projected.Status.Index().Where(row => row.Item != SolveStatus.Converged).Select(row => (long)row.Index).ToArray();
        if (failed.Length > 0)
        {
            using var rows = tensor(failed);
            start.index_fill_(0, rows, 0);
        }

        sampler = new ConstrainedLangevin(function, (IEnergy)energy, options);
    }

    /// <summary>Runs all chains from where they start.</summary>
    public void Run(int steps)
    {
        using var run = sampler.Run(start, steps, new RandomKey(calls++));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        start.Dispose();
        manifold.Dispose();
        energy.Dispose();
    }
}
