using DslManifolds.Generator.Emission.Simd;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Signatures of the members that forward to an operand, and that a rejected type has in name only.</summary>
internal static class ModelMembers
{
    private const string Tensor = TypeNames.Tensor;

    private static readonly (string Returns, string Name, string[] Arguments, string Summary)[] OfManifold =
    [
        (Tensor, "Value", ["x"], "F(x)."),
        (Tensor, "Jvp", ["x", "v"], "J(x) v."),
        (Tensor, "Vjp", ["x", "w"], "J(x)ᵀ w."),
        (Tensor, "Gram", ["x", "w"], "J(x) J(x)ᵀ w."),
        (Tensor, "Jacobian", ["x"], "J(x)."),
        ($"({Tensor} Value, {Tensor} Product)", "ValueAndJvp", ["x", "v"], "F(x) and J(x) v."),
        ($"({Tensor} Value, {Tensor} Product)", "ValueAndVjp", ["x", "w"], "F(x) and J(x)ᵀ w."),
        ($"({Tensor} Value, {Tensor} Product)", "ValueAndGram", ["x", "w"], "F(x) and J(x) J(x)ᵀ w."),
        ($"({Tensor} Value, {Tensor} Jacobian)", "ValueAndJacobian", ["x"], "F(x) and J(x)."),
    ];

    private static readonly (string Returns, string Name, string[] Arguments, string Summary)[] OfEnergy =
    [
        (Tensor, "Energy", ["x"], "E(x)."),
        (Tensor, "EnergyGradient", ["x"], "∇E(x)."),
        ($"({Tensor} Energy, {Tensor} Gradient)", "EnergyAndGradient", ["x"], "E(x) and ∇E(x)."),
    ];

    private static readonly (string Returns, string Name, string[] Arguments, string Summary)[] OfEncoder =
    [
        (Tensor, "Encode", ["x"], "g(x)."),
        ($"({Tensor} Mean, {Tensor} LogVariance)", "EncodeDistribution", ["x"], "Mean and logarithmic variance of the code."),
    ];

    private static readonly (string Returns, string Name, string[] Arguments, string Summary)[] OfDecoder =
    [
        (Tensor, "Decode", ["z"], "f(z)."),
        ($"({Tensor} Point, {Tensor} Product)", "DecodeAndJvp", ["z", "v"], "f(z) and J(z) v."),
        ($"({Tensor} Point, {Tensor} Product)", "DecodeAndVjp", ["z", "w"], "f(z) and J(z)ᵀ w."),
        ($"({Tensor} Point, {Tensor} Jacobian)", "DecodeAndJacobian", ["z"], "f(z) and J(z)."),
    ];

    /// <summary>Every name that is generated for a kind, operands and layers apart.</summary>
    public static IEnumerable<string> Names(ModelKind kind) => Constants(kind).Select(constant => constant.Name)
        .Concat(Functions(kind).Select(function => function.Name))
        .Concat(Functions(kind).SelectMany(function => new[] { function.Name + "InPlace", function.Name + "Recorded" }))
        .Concat(Kernels(kind))
        .Concat(kind is ModelKind.ConstrainedModel or ModelKind.PushforwardModel ? ["forward", "Dispose", "ownsOperands"] : ["forward", "constants"]);

    /// <summary>Names of the nested kernels.</summary>
    public static IEnumerable<string> Kernels(ModelKind kind) => kind switch
    {
        ModelKind.Manifold => [KernelNames.ManifoldKernel, KernelNames.TrainingKernel("Manifold")],
        ModelKind.Energy => [KernelNames.EnergyKernel, KernelNames.TrainingKernel("Energy")],
        ModelKind.ConstrainedModel => [KernelNames.ManifoldKernel, KernelNames.EnergyKernel],
        _ => [],
    };

    /// <summary>Types and names of what is known of a type without an instance.</summary>
    public static IEnumerable<(string Type, string Name)> Constants(ModelKind kind) => kind switch
    {
        ModelKind.Energy => [("int", "AmbientDimension")],
        ModelKind.Manifold or ModelKind.ConstrainedModel => [("int", "AmbientDimension"), ("int", "Dimension"), ("int", "CodomainDimension")],
        ModelKind.Encoder => [("int", "AmbientDimension"), ("int", "LatentDimension"), ("bool", "IsVariational")],
        _ => [("int", "AmbientDimension"), ("int", "LatentDimension")],
    };

    public static IEnumerable<(string Returns, string Name, string[] Arguments, string Summary)> Functions(ModelKind kind) => kind switch
    {
        ModelKind.Manifold => OfManifold,
        ModelKind.Energy => OfEnergy,
        ModelKind.ConstrainedModel => OfManifold.Concat(OfEnergy),
        ModelKind.Encoder => OfEncoder,
        ModelKind.Decoder => OfDecoder,
        _ => [],
    };

    /// <summary>The interface that a type of this kind implements.</summary>
    public static string Contract(ModelKind kind) => kind switch
    {
        ModelKind.Manifold => TypeNames.IManifold,
        ModelKind.Energy => TypeNames.IEnergy,
        ModelKind.ConstrainedModel => TypeNames.IConstrainedModel,
        ModelKind.Encoder => TypeNames.IEncoder,
        ModelKind.Decoder => TypeNames.IDecoder,
        _ => TypeNames.IPushforwardModel,
    };

    /// <summary>Whether that interface also has a form with static abstract dimensions.</summary>
    public static bool HasStaticContract(ModelKind kind) => kind is ModelKind.Manifold or ModelKind.Energy or ModelKind.ConstrainedModel;

    public static string Parameters(string[] arguments) => string.Join(", ", arguments.Select(argument => $"{Tensor} {argument}"));
}
