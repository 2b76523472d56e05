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

    /// <summary>Every name that is generated for a kind, operands and layers apart.</summary>
    public static IEnumerable<string> Names(ModelKind kind) => Dimensions(kind)
        .Concat(Functions(kind).Select(function => function.Name))
        .Concat(Functions(kind).SelectMany(function => new[] { function.Name + "InPlace", function.Name + "Recorded" }))
        .Concat(Kernels(kind))
        .Concat(kind == ModelKind.ConstrainedModel ? ["forward", "Dispose", "ownsOperands"] : ["forward", "constants"]);

    /// <summary>Names of the nested kernels.</summary>
    public static IEnumerable<string> Kernels(ModelKind kind) => kind switch
    {
        ModelKind.Manifold => [KernelNames.ManifoldKernel, KernelNames.TrainingKernel("Manifold")],
        ModelKind.Energy => [KernelNames.EnergyKernel, KernelNames.TrainingKernel("Energy")],
        _ => [KernelNames.ManifoldKernel, KernelNames.EnergyKernel],
    };

    public static IEnumerable<string> Dimensions(ModelKind kind)
        => kind == ModelKind.Energy ? ["AmbientDimension"] : ["AmbientDimension", "Dimension", "CodomainDimension"];

    public static IEnumerable<(string Returns, string Name, string[] Arguments, string Summary)> Functions(ModelKind kind) => kind switch
    {
        ModelKind.Manifold => OfManifold,
        ModelKind.Energy => OfEnergy,
        _ => OfManifold.Concat(OfEnergy),
    };

    /// <summary>The interface that a type of this kind implements.</summary>
    public static string Contract(ModelKind kind) => kind switch
    {
        ModelKind.Manifold => TypeNames.IManifold,
        ModelKind.Energy => TypeNames.IEnergy,
        _ => TypeNames.IConstrainedModel,
    };

    public static string Parameters(string[] arguments) => string.Join(", ", arguments.Select(argument => $"{Tensor} {argument}"));
}
