using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>The methods of the kernels of a manifold and of an energy.</summary>
internal static class KernelFunctions
{
    public static IEnumerable<KernelFunction> OfManifold(DifferentiableFunction function)
    {
        var (n, k) = (function.Inputs, function.Outputs);
        var x = new Input(ModelFunctions.Point, n);
        var v = new Input(ModelFunctions.Tangent, n);
        var w = new Input(ModelFunctions.Cotangent, k);
        yield return new("Value", $"F(x): {n} → {k}.", [x], ["value"], ModelFunctions.Value(function));
        yield return new("Jvp", $"J(x) v: {n}, {n} → {k}.", [x, v], ["product"], ModelFunctions.Jvp(function, withValue: false));
        yield return new("Vjp", $"J(x)ᵀ w: {n}, {k} → {n}.", [x, w], ["product"], ModelFunctions.Vjp(function, withValue: false));
        yield return new("Gram", $"J(x) J(x)ᵀ w: {n}, {k} → {k}.", [x, w], ["product"], ModelFunctions.Gram(function, withValue: false));
        yield return new(
            "Jacobian", $"J(x): {n} → {k} × {n}, row by row.", [x], ["jacobian"], ModelFunctions.Jacobian(function, withValue: false));
        yield return new(
            "ValueAndJvp",
            "F(x) and J(x) v, with one forward pass.",
            [x, v],
            ["value", "product"],
            ModelFunctions.Jvp(function, withValue: true));
        yield return new(
            "ValueAndVjp",
            "F(x) and J(x)ᵀ w, with one forward pass.",
            [x, w],
            ["value", "product"],
            ModelFunctions.Vjp(function, withValue: true));
        yield return new(
            "ValueAndJacobian",
            "F(x) and J(x), with one forward pass.",
            [x],
            ["value", "jacobian"],
            ModelFunctions.Jacobian(function, withValue: true));
    }

    public static IEnumerable<KernelFunction> OfEnergy(DifferentiableFunction function)
    {
        var n = function.Inputs;
        var x = new Input(ModelFunctions.Point, n);
        yield return new("Energy", $"E(x): {n} → 1.", [x], ["energy"], ModelFunctions.Value(function));
        yield return new(
            "EnergyGradient", $"∇E(x): {n} → {n}.", [x], ["gradient"], ModelFunctions.Jacobian(function, withValue: false));
        yield return new(
            "EnergyAndGradient",
            "E(x) and ∇E(x), with one forward pass.",
            [x],
            ["energy", "gradient"],
            ModelFunctions.Jacobian(function, withValue: true));
    }
}
