using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Measurement;

/// <summary>E as a plain sequential module, with the gradient by autograd.</summary>
/// <param name="network">Maps (batch, n) to (batch, 1); its parameters take no gradients.</param>
/// <param name="ambient">n.</param>
internal sealed class AutogradEnergy(nn.Module<Tensor, Tensor> network, int ambient) : IEnergy
{
    /// <inheritdoc/>
    public int AmbientDimension => ambient;

    /// <inheritdoc/>
    public Tensor Energy(Tensor x)
    {
        using var value = network.forward(x);
        return value.squeeze(1);
    }

    /// <inheritdoc/>
    public Tensor EnergyGradient(Tensor x)
    {
        var (energy, gradient) = EnergyAndGradient(x);
        energy.Dispose();
        return gradient;
    }

    /// <inheritdoc/>
    public (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x)
    {
        using var enabled = enable_grad();
        using var scope = NewDisposeScope();
        var point = x.detach().requires_grad_();
        var value = network.forward(point);
        var gradient = autograd.grad([value.sum()], [point])[0];
        return (value.detach().squeeze(1).MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }
}
