namespace DslManifolds.Generator;

/// <summary>Every name of the runtime and of TorchSharp that the generator reads or emits.</summary>
internal static class TypeNames
{
    // Metadata names, read from a compilation.
    public const string Namespace = "DslManifolds";
    public const string MlpAttribute = "DslManifolds.MlpAttribute";
    public const string CouplingFlowAttribute = "DslManifolds.CouplingFlowAttribute";
    public const string ManifoldShapeAttribute = "DslManifolds.ManifoldShapeAttribute";
    public const string EnergyShapeAttribute = "DslManifolds.EnergyShapeAttribute";
    public const string EncoderShapeAttribute = "DslManifolds.EncoderShapeAttribute";
    public const string DecoderShapeAttribute = "DslManifolds.DecoderShapeAttribute";
    public const string RejectedModuleMetadata = "DslManifolds.Operators.RejectedModule";
    public const string ConstraintAttribute = "DslManifolds.ConstraintAttribute";
    public const string PotentialAttribute = "DslManifolds.PotentialAttribute";
    public const string ParameterAttribute = "DslManifolds.ParameterAttribute";
    public const string LibTorch = "DslManifolds.Native.LibTorch";
    public const string ModuleMetadata = "TorchSharp.torch+nn+Module`2";

    // Names as they stand in emitted code.
    public const string Tensor = "global::TorchSharp.torch.Tensor";
    public const string Torch = "global::TorchSharp.torch";
    public const string Functional = "global::TorchSharp.torch.nn.functional";
    public const string Module = "global::TorchSharp.torch.nn.Module<global::TorchSharp.torch.Tensor, global::TorchSharp.torch.Tensor>";
    public const string ScalarType = "global::TorchSharp.torch.ScalarType";
    public const string Device = "global::TorchSharp.torch.Device";
    public const string ComponentName = "global::TorchSharp.Utils.ComponentName";
    public const string AffineLayer = "global::DslManifolds.Operators.AffineLayer";
    public const string ConstantTensors = "global::DslManifolds.Operators.ConstantTensors";
    public const string ScalarParameter = "global::DslManifolds.Operators.ScalarParameter";
    public const string ManifoldShape = "global::DslManifolds.ManifoldShape";
    public const string EnergyShape = "global::DslManifolds.EnergyShape";
    public const string EncoderShape = "global::DslManifolds.EncoderShape";
    public const string DecoderShape = "global::DslManifolds.DecoderShape";
    public const string SafeArithmetic = "global::DslManifolds.Operators.SafeArithmetic";
    public const string Points = "global::DslManifolds.Operators.Points";
    public const string SeedSequence = "global::DslManifolds.Operators.SeedSequence";
    public const string RejectedModule = "global::DslManifolds.Operators.RejectedModule";
    public const string IManifold = "global::DslManifolds.IManifold";
    public const string IEnergy = "global::DslManifolds.IEnergy";
    public const string IPairedModel = "global::DslManifolds.IPairedModel";
    public const string IEncoder = "global::DslManifolds.IEncoder";
    public const string IDecoder = "global::DslManifolds.IDecoder";
    public const string IPushforwardModel = "global::DslManifolds.IPushforwardModel";
    public const string IUnion = "global::DslManifolds.IUnion";
    public const string IProduct = "global::DslManifolds.IProduct";
    public const string ITransformed = "global::DslManifolds.ITransformed";
    public const string INormalizedUnion = "global::DslManifolds.INormalizedUnion";
    public const string UnionDensity = "global::DslManifolds.Operators.UnionDensity";
    public const string UnionNormalization = "global::DslManifolds.Operators.UnionNormalization";
    public const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";
    public const string IConstrainedModel = "global::DslManifolds.IConstrainedModel";
}
