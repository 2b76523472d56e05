using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>F of composites and its derivatives, against the plain formula over their operands.</summary>
public sealed class CompositeManifoldTests : ManifoldProperties<CompositeManifoldTests>, ICases
{
    private const int Batch = 7;

    static IEnumerable<string> ICases.Names => CompositeCases.Manifolds.Keys;

    private protected override ManifoldCase Setup(string name)
    {
        var (composite, value) = CompositeCases.Manifolds[name]();
        random.manual_seed(name.Length);
        Tensor Rows(int size) => 1.2 * randn(Batch, size, dtype: float64);
        return new(
            composite,
            Reference.Of((nn.Module)composite, value),
            Rows(composite.AmbientDimension),
            Rows(composite.AmbientDimension),
            Rows(composite.CodomainDimension));
    }
}
