namespace DslManifolds;

/// <summary>What computes: generated kernels for the processor's vector units, or libtorch.</summary>
/// <remarks>Both give the same results within rounding, and both use the same tensors for parameters, so that they may take turns.</remarks>
public enum Backend
{
    /// <summary>
    /// Fused where a model has kernels, its parameters are float or double on the CPU and kernels are faster; libtorch elsewhere: on other
    /// devices, on processors without vectors of 256 bits, and for wide layers, which begin beyond 512 units, or beyond 64 where vectors of
    /// 512 bits are not hardware.
    /// </summary>
    Auto,

    /// <summary>The generated kernels; an error where they cannot be used.</summary>
    Fused,

    /// <summary>libtorch, through TorchSharp.</summary>
    Torch,
}
