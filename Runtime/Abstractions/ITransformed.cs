using static TorchSharp.torch;

namespace DslManifolds;

/// <summary>A manifold or model moved, turned or scaled as a whole by an invertible map x = T(y).</summary>
public interface ITransformed : IManifold
{
    /// <summary>What is transformed: a constrained model where the whole is one.</summary>
    IManifold Source { get; }

    /// <summary>T(y), fresh: (batch, n) → (batch, n).</summary>
    /// <param name="y">Points of the source's space.</param>
    Tensor Map(Tensor y);

    /// <summary>T⁻¹(x), fresh: (batch, n) → (batch, n).</summary>
    /// <param name="x">Points of the transformed space.</param>
    Tensor MapBack(Tensor x);
}
