namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// Names as they stand in generated kernels. What is behind :: is looked up among the aliases of the file alone, so that no type or
/// member of the user's hides it.
/// </summary>
internal static class KernelNames
{
    public const string KernelsAlias = "Kernels";
    public const string IntrinsicsAlias = "Intrinsics";
    public const string Usings = $"""
        using {IntrinsicsAlias} = global::System.Runtime.Intrinsics;
        using {KernelsAlias} = global::DslManifolds.Kernels;
        """;

    public const string VectorMath = $"{KernelsAlias}::VectorMath";
    public const string Dense = $"{KernelsAlias}::Dense<T>";
    public const string Lanes = $"{KernelsAlias}::Lanes<T>";
    public const string Weights = $"{KernelsAlias}::Weights<T>";
    public const string ConstantWeights = $"{KernelsAlias}::ConstantWeights";
    public const string LaneSums = $"{KernelsAlias}::LaneSums";
    public const string NewtonCorrection = $"{KernelsAlias}::NewtonCorrection<T>";
    public const string UnionLanes = $"{KernelsAlias}::UnionLanes";
    public const string StackProducts = $"{KernelsAlias}::StackProducts<T>";
    public const string GradientSums = $"{KernelsAlias}::GradientSums<T>";
    public const string Vector = $"{IntrinsicsAlias}::Vector512<T>";
    public const string Zero = $"{Vector}.Zero";
    public const string One = $"{Vector}.One";

    public const string Constraint = "where T : unmanaged, global::System.Numerics.IFloatingPointIeee754<T>";
    public const string Optimized = "[global::System.Runtime.CompilerServices.MethodImpl("
        + "global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    public const string OptimizedCall = "[global::System.Runtime.CompilerServices.MethodImpl("
        + "global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization"
        + " | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    public const string ManifoldKernel = "ManifoldKernel";
    public const string EnergyKernel = "EnergyKernel";
    public const string IComponentKernel = $"{KernelsAlias}::IComponentKernel<T>";
    public const string IEnergyKernel = $"{KernelsAlias}::IEnergyKernel<T>";
    public const string IManifoldKernelSource = $"{KernelsAlias}::IManifoldKernelSource";
    public const string IEnergyKernelSource = $"{KernelsAlias}::IEnergyKernelSource";

    /// <summary>The kernel of a training: that of a manifold or of an energy.</summary>
    public static string TrainingKernel(string kind) => $"{kind}TrainingKernel";

    /// <summary>What hands over a kernel of a training: that of a manifold or of an energy.</summary>
    public static string TrainingKernelSource(string kind) => $"{KernelsAlias}::I{kind}TrainingKernelSource";
}
