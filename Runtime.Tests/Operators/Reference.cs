using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>
/// The same function through plain TorchSharp: an nn.Sequential with the generated module's weights, or a formula written out, its
/// derivatives by autograd (the Jacobian-vector product by differentiating Jᵀw with respect to w).
/// </summary>
internal sealed class Reference(nn.Module<Tensor, Tensor> network) : IDisposable
{
    /// <summary>The parameters of the function, in the order of the module it is compared with.</summary>
    public IReadOnlyList<Tensor> Parameters { get; private init; } = ParametersOf(network);

    /// <summary>A sequential module with the weights of a generated one, which is also a test of their names.</summary>
    public static Reference Of(nn.Module generated, Func<nn.Module<Tensor, Tensor>> activation, params int[] widths)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 0; i + 1 < widths.Length; i++)
        {
            if (i > 0)
                layers.Add(activation());
            layers.Add(nn.Linear(widths[i], widths[i + 1], dtype: generated.parameters().First().dtype));
        }

        var sequential = nn.Sequential(layers);
        sequential.load_state_dict(generated.state_dict());
        return new Reference(sequential);
    }

    /// <summary>A formula over the parameters of the module it is compared with.</summary>
    public static Reference Of(nn.Module owner, Func<Tensor, Tensor> formula)
        => new(new FunctionModule(formula)) { Parameters = ParametersOf(owner) };

    /// <summary>This function of one output as one of none: (rows, 1) → (rows).</summary>
    public Reference Scalar() => new(new FunctionModule(x => Value(x).squeeze(1))) { Parameters = Parameters };

    public Tensor Value(Tensor x) => network.forward(x);

    public Tensor Vjp(Tensor x, Tensor w, bool createGraph = false)
    {
        using var enabled = enable_grad();
        var point = x.detach().requires_grad_();
        return autograd.grad([Value(point)], [point], [w], create_graph: createGraph, retain_graph: createGraph)[0];
    }

    public Tensor Jvp(Tensor x, Tensor v)
    {
        using var enabled = enable_grad();
        var point = x.detach().requires_grad_();
        var value = Value(point);
        var w = zeros_like(value).requires_grad_();
        var pulled = autograd.grad([value], [point], [w], create_graph: true, retain_graph: true)[0];
        return autograd.grad([pulled], [w], [v])[0];
    }

    public Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var outputs = Value(x).shape[1];
        var rows = Enumerable.Range(0, (int)outputs).Select(i =>
        {
            var w = zeros([x.shape[0], outputs], dtype: x.dtype);
            w[.., i] = 1;
            return Vjp(x, w);
        });
        return stack(rows, 1).MoveToOuterDisposeScope();
    }

    public void Dispose() => network.Dispose();

    private static List<Tensor> ParametersOf(nn.Module module) => [.. module.parameters()];
}
