using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>What an engine keeps of a batch of chains from step to step.</summary>
internal interface ILangevinChains : IDisposable
{
    /// <summary>Points, (batch, n).</summary>
    Tensor Points { get; }

    /// <summary>Number of chains.</summary>
    int Count { get; }

    /// <summary>Ambient dimension n.</summary>
    int AmbientDimension { get; }

    /// <summary>Whether E and its force are kept, as the Metropolis correction needs them.</summary>
    bool HasEnergies { get; }
}
