using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>The methods of the kernels of a manifold and of an energy.</summary>
internal static class KernelFunctions
{
    /// <summary>Names, documentation and lanes of the methods that a manifold's kernel has, without the scratch memory.</summary>
    public static readonly IReadOnlyList<(string Name, string Summary, string[] Parameters)> ManifoldSignatures =
    [
        ("Value", "F(x).", ["x", "value"]),
        ("Jvp", "J(x) v.", ["x", "v", "product"]),
        ("Vjp", "J(x)ᵀ w.", ["x", "w", "product"]),
        ("Gram", "J(x) J(x)ᵀ w.", ["x", "w", "product"]),
        ("Jacobian", "J(x), row by row.", ["x", "jacobian"]),
        ("ValueAndJvp", "F(x) and J(x) v, with one forward pass.", ["x", "v", "value", "product"]),
        ("ValueAndVjp", "F(x) and J(x)ᵀ w, with one forward pass.", ["x", "w", "value", "product"]),
        ("ValueAndJacobian", "F(x) and J(x), with one forward pass.", ["x", "value", "jacobian"]),
    ];

    /// <summary>The same for the kernel of an energy.</summary>
    public static readonly IReadOnlyList<(string Name, string Summary, string[] Parameters)> EnergySignatures =
    [
        ("Energy", "E(x).", ["x", "energy"]),
        ("EnergyGradient", "∇E(x).", ["x", "gradient"]),
        ("EnergyAndGradient", "E(x) and ∇E(x), with one forward pass.", ["x", "energy", "gradient"]),
    ];

    public static IEnumerable<KernelFunction> OfManifold(DifferentiableFunction function)
    {
        Input[] inputs =
        [
            new(ModelFunctions.Point, function.Inputs),
            new(ModelFunctions.Tangent, function.Inputs),
            new(ModelFunctions.Cotangent, function.Outputs),
        ];
        return ManifoldSignatures.Select(signature => Function(signature, inputs, signature.Name switch
        {
            "Value" => ModelFunctions.Value(function),
            "Gram" => ModelFunctions.Gram(function, withValue: false),
            "Jvp" or "ValueAndJvp" => ModelFunctions.Jvp(function, signature.Name != "Jvp"),
            "Vjp" or "ValueAndVjp" => ModelFunctions.Vjp(function, signature.Name != "Vjp"),
            _ => ModelFunctions.Jacobian(function, signature.Name != "Jacobian"),
        }));
    }

    public static IEnumerable<KernelFunction> OfEnergy(DifferentiableFunction function)
    {
        Input[] inputs = [new(ModelFunctions.Point, function.Inputs)];
        return EnergySignatures.Select(signature => Function(signature, inputs, signature.Name == "Energy"
            ? ModelFunctions.Value(function)
            : ModelFunctions.Jacobian(function, signature.Name != "EnergyGradient")));
    }

    private static KernelFunction Function(
        (string Name, string Summary, string[] Parameters) signature, Input[] inputs, ComputationGraph graph)
    {
        var arguments = inputs.Where(input => signature.Parameters.Contains(input.Name)).ToList();
        var results = signature.Parameters.Skip(arguments.Count).ToList();
        return new KernelFunction(signature.Name, signature.Summary, arguments, results, CallFusion.Apply(graph));
    }
}
