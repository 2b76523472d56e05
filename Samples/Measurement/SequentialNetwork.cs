using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Measurement;

/// <summary>A declared net's numbers in TorchSharp's own layers.</summary>
internal static class SequentialNetwork
{
    /// <summary>Linear layers with SiLU between them, with the parameters of a declared net of layers, frozen.</summary>
    public static nn.Module<Tensor, Tensor> Of(nn.Module declared)
    {
        var state = declared.state_dict();
        var weights = state.Keys.Where(name => name.EndsWith(".weight", StringComparison.Ordinal)).Select(name => state[name]);
        var layers = new List<nn.Module<Tensor, Tensor>>();
        foreach (var weight in weights)
        {
            if (layers.Count > 0)
                layers.Add(nn.SiLU());
            layers.Add(nn.Linear(weight.shape[1], weight.shape[0]));
        }

        var network = nn.Sequential(layers);
        network.load_state_dict(state);
        foreach (var parameter in network.parameters())
            parameter.requires_grad = false;
        return network;
    }
}
