using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>
/// One affine layer W x + b of a generated model. It holds the parameters "weight" (outputs × inputs) and "bias" (outputs), as
/// nn.Linear does, and the transposed view of W that generated code reads on every call.
/// </summary>
/// <remarks>
/// W and b start as those of nn.Linear do, uniform in ±1/√inputs, but drawn from a seed of their own.
/// </remarks>
public sealed class AffineLayer : nn.Module<Tensor, Tensor>
{
    // The names of these two fields are the names of the parameters: Module.to replaces both under them.
#pragma warning disable IDE0044, CS0649 // assigned by reflection in Module.to
    private Parameter weight;
    private Parameter bias;
#pragma warning restore IDE0044, CS0649

    // Not a tensor field: Module would register it as a buffer.
    private readonly Cache cache = new();

    /// <summary>Makes a layer with parameters drawn from a seed.</summary>
    /// <param name="inputs">Number of inputs, at least 1.</param>
    /// <param name="outputs">Number of outputs, at least 1.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="dtype">Element type of the parameters; a floating type.</param>
    /// <param name="device">Device of the parameters; the CPU by default.</param>
    public AffineLayer(int inputs, int outputs, long seed, ScalarType dtype = ScalarType.Float32, Device? device = null)
        : base(nameof(AffineLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        // Drawn in double on the CPU, so that a seed means the same start for every element type and device.
        using var random = new Generator(unchecked((ulong)seed), CPU);
        var bound = 1 / Math.Sqrt(inputs);
        weight = Draw([outputs, inputs]);
        bias = Draw([outputs]);
        RegisterComponents();

        Parameter Draw(long[] shape)
        {
            using var scope = NewDisposeScope();
            var uniform = rand(shape, dtype: ScalarType.Float64, generator: random);
            var start = ((2 * uniform - 1) * bound).to(dtype).to(device ?? CPU);
            return new Parameter(start.DetachFromDisposeScope());
        }
    }

    /// <summary>W, (outputs, inputs). Owned by the layer.</summary>
    public Parameter Weight => weight;

    /// <summary>b, (outputs). Owned by the layer.</summary>
    public Parameter Bias => bias;

    /// <summary>Wᵀ, (inputs, outputs), a view for use without gradient mode. Owned by the layer.</summary>
    public Tensor WeightTransposed => Refreshed().Transposed!;

    /// <summary>W x + b: (batch, inputs) → (batch, outputs).</summary>
    /// <param name="input">x.</param>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            cache.Clear();
        base.Dispose(disposing);
    }

    private Cache Refreshed()
    {
        // Optimizers and load_state_dict write into the same tensor, which the view follows; Module.to makes a new one.
        if (!ReferenceEquals(cache.Source, weight))
        {
            lock (cache)
            {
                if (!ReferenceEquals(cache.Source, weight))
                    cache.Fill(weight);
            }
        }

        return cache;
    }

    private sealed class Cache
    {
        public Parameter? Source { get; private set; }

        public Tensor? Transposed { get; private set; }

        public void Fill(Parameter weight)
        {
            Clear();
            using var gradient = no_grad();
            // Detached from any scope of the caller: it lives as long as the layer.
            Transposed = weight.t().DetachFromDisposeScope();
            // Last: whoever sees it sees the view too.
            Source = weight;
        }

        public void Clear()
        {
            Transposed?.Dispose();
            (Source, Transposed) = (null, null);
        }
    }
}
