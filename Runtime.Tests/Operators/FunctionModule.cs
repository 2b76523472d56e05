using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>A plain function as a module.</summary>
internal sealed class FunctionModule(Func<Tensor, Tensor> function) : nn.Module<Tensor, Tensor>(nameof(FunctionModule))
{
    public override Tensor forward(Tensor input) => function(input);
}
