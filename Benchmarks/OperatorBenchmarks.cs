using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using DslManifolds.Samples.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks;

/// <summary>
/// Generated products with the value, against TorchSharp's autograd giving the same outputs on the same nets: a sequential module
/// with frozen parameters, the Jacobian-vector product by differentiating Jᵀw with respect to w.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class OperatorBenchmarks
{
    private IManifold manifold = null!;
    private nn.Module<Tensor, Tensor> network = null!;
    private Tensor x = null!;
    private Tensor point = null!;
    private Tensor v = null!;
    private Tensor w = null!;
    private IDisposable mode = null!;

    /// <summary>Which nets.</summary>
    [Params("2-8-8-8-1", "10-32-32-32-5")]
    public string Net { get; set; } = "";

    /// <summary>Rows of x.</summary>
    [Params(100)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        CircleFixture.UseOneThread();
        var widths = Net.Split('-').Select(int.Parse).ToArray();
        manifold = Net[0] == '2' ? new CircleManifold(0) : new WideManifold(0);
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 0; i + 1 < widths.Length; i++)
        {
            if (i > 0)
                layers.Add(nn.SiLU());
            layers.Add(nn.Linear(widths[i], widths[i + 1]));
        }

        network = nn.Sequential(layers);
        network.load_state_dict(((nn.Module)manifold).state_dict());
        foreach (var parameter in network.parameters())
            parameter.requires_grad = false;
        x = randn(Batch, widths[0]);
        point = x.clone().requires_grad_();
        v = randn(Batch, widths[0]);
        w = randn(Batch, widths[^1]).requires_grad_();
        mode = no_grad();
    }

    [GlobalCleanup]
    public void Cleanup() => mode.Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory("Vjp")]
    public void VjpAutograd()
    {
        using var enabled = enable_grad();
        using var value = network.forward(point);
        autograd.grad([value], [point], [w])[0].Dispose();
    }

    [Benchmark, BenchmarkCategory("Vjp")]
    public void VjpGenerated()
    {
        var (value, product) = manifold.ValueAndVjp(x, w);
        value.Dispose();
        product.Dispose();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("Jvp")]
    public void JvpAutograd()
    {
        using var enabled = enable_grad();
        using var value = network.forward(point);
        using var pulled = autograd.grad([value], [point], [w], create_graph: true, retain_graph: true)[0];
        autograd.grad([pulled], [w], [v])[0].Dispose();
    }

    [Benchmark, BenchmarkCategory("Jvp")]
    public void JvpGenerated()
    {
        var (value, product) = manifold.ValueAndJvp(x, v);
        value.Dispose();
        product.Dispose();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("Gram")]
    public void GramAutograd()
    {
        using var enabled = enable_grad();
        using var value = network.forward(point);
        using var pulled = autograd.grad([value], [point], [w], create_graph: true, retain_graph: true)[0];
        using var tangent = pulled.detach();
        autograd.grad([pulled], [w], [tangent])[0].Dispose();
    }

    [Benchmark, BenchmarkCategory("Gram")]
    public void GramGenerated()
    {
        using var cotangent = w.detach();
        var (value, product) = manifold.ValueAndGram(x, cotangent);
        value.Dispose();
        product.Dispose();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("Jacobian")]
    public void JacobianAutograd()
    {
        using var enabled = enable_grad();
        using var value = network.forward(point);
        for (var i = 0L; i < value.shape[1]; i++)
        {
            using var unit = zeros_like(value);
            using (var column = unit.narrow(1, i, 1))
                column.fill_(1);
            autograd.grad([value], [point], [unit], retain_graph: true)[0].Dispose();
        }
    }

    [Benchmark, BenchmarkCategory("Jacobian")]
    public void JacobianGenerated()
    {
        var (value, jacobian) = manifold.ValueAndJacobian(x);
        value.Dispose();
        jacobian.Dispose();
    }
}
