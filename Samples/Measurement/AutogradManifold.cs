using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Measurement;

/// <summary>F as a plain sequential module, with derivatives by autograd: what one would write without generated code.</summary>
/// <param name="network">Maps (batch, n) to (batch, k); its parameters take no gradients.</param>
/// <param name="ambient">n.</param>
/// <param name="outputs">k.</param>
internal sealed class AutogradManifold(nn.Module<Tensor, Tensor> network, int ambient, int outputs) : IManifold
{
    /// <inheritdoc/>
    public int AmbientDimension => ambient;

    /// <inheritdoc/>
    public int Dimension => ambient - outputs;

    /// <inheritdoc/>
    public int CodomainDimension => outputs;

    /// <inheritdoc/>
    public Tensor Value(Tensor x) => network.forward(x);

    /// <inheritdoc/>
    public Tensor Jacobian(Tensor x)
    {
        var (value, jacobian) = ValueAndJacobian(x);
        value.Dispose();
        return jacobian;
    }

    /// <inheritdoc/>
    public Tensor Jvp(Tensor x, Tensor v) => DropValue(ValueAndJvp(x, v));

    /// <inheritdoc/>
    public Tensor Vjp(Tensor x, Tensor w) => DropValue(ValueAndVjp(x, w));

    /// <inheritdoc/>
    public Tensor Gram(Tensor x, Tensor w) => DropValue(ValueAndGram(x, w));

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndJvp(Tensor x, Tensor v) =>
        Multiplied(x, jacobian => jacobian.matmul(v.unsqueeze(2)).squeeze(2));

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndVjp(Tensor x, Tensor w) =>
        Multiplied(x, jacobian => w.unsqueeze(1).matmul(jacobian).squeeze(1));

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndGram(Tensor x, Tensor w) =>
        Multiplied(x, jacobian => jacobian.matmul(w.unsqueeze(1).matmul(jacobian).transpose(1, 2)).squeeze(2));

    /// <inheritdoc/>
    public (Tensor Value, Tensor Jacobian) ValueAndJacobian(Tensor x)
    {
        using var enabled = enable_grad();
        using var scope = NewDisposeScope();
        var point = x.detach().requires_grad_();
        var value = network.forward(point);
        var rows = new Tensor[outputs];
        for (var i = 0; i < outputs; i++)
            rows[i] = autograd.grad([value.select(1, i).sum()], [point], retain_graph: i + 1 < outputs)[0];
        var jacobian = outputs == 1 ? rows[0].unsqueeze(1) : stack(rows, 1);
        return (value.detach().MoveToOuterDisposeScope(), jacobian.MoveToOuterDisposeScope());
    }

    private (Tensor Value, Tensor Product) Multiplied(Tensor x, Func<Tensor, Tensor> product)
    {
        var (value, jacobian) = ValueAndJacobian(x);
        using (jacobian)
        {
            using var scope = NewDisposeScope();
            return (value, product(jacobian).MoveToOuterDisposeScope());
        }
    }

    private static Tensor DropValue((Tensor Value, Tensor Product) pair)
    {
        pair.Value.Dispose();
        return pair.Product;
    }
}
