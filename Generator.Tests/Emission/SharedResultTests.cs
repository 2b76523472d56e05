using DslManifolds.Generator.Graph;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>Two results that are one node of the graph are two tensors.</summary>
public sealed class SharedResultTests
{
    /// <summary>Of e^x on ℝ, value and Jacobian are the same number.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ValueAndEqualJacobianDoNotShareMemory(bool recorded)
    {
        var exponential = new DifferentiableFunction(1, 1, (graph, x) => graph.Unary(UnaryOp.Exponential, x));
        var outputs = ModelFunctions.Jacobian(exponential, withValue: true).Outputs;
        Assert.Equal(outputs[0], outputs[1]);

        var instance = Activator.CreateInstance(Assert.Single(EmittedAssembly.Load([exponential])))!;
        using var scope = NewDisposeScope();
        using var mode = set_grad_enabled(recorded);
        var x = tensor(new[] { -0.5, 0, 1.5 }).unsqueeze(1);
        var results = EmittedAssembly.Call(instance, "ValueAndJacobian", x);
        results[0].fill_(double.NaN);
        Assert.Equal(0, (results[1] - x.exp().unsqueeze(2)).abs().max().item<double>(), 1e-14);
        results[0].zero_();
        results[1].fill_(double.NaN);
        Assert.Equal(0, results[0].abs().max().item<double>());
    }
}
