using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>The methods that a manifold and an energy have, with their signatures and documentation.</summary>
internal static class TorchFunctions
{
    private const string Tensor = TypeNames.Tensor;

    public static IEnumerable<TorchFunction> OfManifold(DifferentiableFunction function)
    {
        var (n, k) = (function.Inputs, function.Outputs);
        var rows = k == 1 ? OutputForm.SingleRow : OutputForm.AsIs;
        var x = new Input(ModelFunctions.Point, n);
        var v = new Input(ModelFunctions.Tangent, n);
        var w = new Input(ModelFunctions.Cotangent, k);

        yield return One("Value", $"F(x): (batch, {n}) → (batch, {k}).", [x], ModelFunctions.Value(function));
        yield return One(
            "Jvp", $"J(x) v: (batch, {n}), (batch, {n}) → (batch, {k}).", [x, v], ModelFunctions.Jvp(function, withValue: false));
        yield return One(
            "Vjp", $"J(x)ᵀ w: (batch, {n}), (batch, {k}) → (batch, {n}).", [x, w], ModelFunctions.Vjp(function, withValue: false));
        yield return One(
            "Gram", $"J(x) J(x)ᵀ w: (batch, {n}), (batch, {k}) → (batch, {k}).", [x, w], ModelFunctions.Gram(function, withValue: false));
        yield return One(
            "Jacobian", $"J(x): (batch, {n}) → (batch, {k}, {n}).", [x], ModelFunctions.Jacobian(function, withValue: false), rows);
        yield return Two(
            "ValueAndJvp", "F(x) and J(x) v, with one forward pass.", "Product", [x, v], ModelFunctions.Jvp(function, withValue: true));
        yield return Two(
            "ValueAndVjp", "F(x) and J(x)ᵀ w, with one forward pass.", "Product", [x, w], ModelFunctions.Vjp(function, withValue: true));
        yield return Two(
            "ValueAndGram",
            "F(x) and J(x) J(x)ᵀ w, with one forward pass.",
            "Product",
            [x, w],
            ModelFunctions.Gram(function, withValue: true));
        yield return Two(
            "ValueAndJacobian",
            "F(x) and J(x), with one forward pass.",
            "Jacobian",
            [x],
            ModelFunctions.Jacobian(function, withValue: true),
            rows);
    }

    public static IEnumerable<TorchFunction> OfEnergy(DifferentiableFunction function)
    {
        var n = function.Inputs;
        var x = new Input(ModelFunctions.Point, n);
        yield return One("Energy", $"E(x): (batch, {n}) → (batch).", [x], ModelFunctions.Value(function), OutputForm.Scalar);
        yield return One(
            "EnergyGradient", $"∇E(x): (batch, {n}) → (batch, {n}).", [x], ModelFunctions.Jacobian(function, withValue: false));
        yield return new TorchFunction(
            "EnergyAndGradient",
            "E(x) and ∇E(x), with one forward pass.",
            $"({Tensor} Energy, {Tensor} Gradient)",
            [x],
            ModelFunctions.Jacobian(function, withValue: true),
            [OutputForm.Scalar, OutputForm.AsIs]);
    }

    private static TorchFunction One(
        string name, string summary, Input[] arguments, ComputationGraph graph, OutputForm form = OutputForm.AsIs)
        => new(name, summary, Tensor, arguments, graph, [form]);

    private static TorchFunction Two(
        string name, string summary, string second, Input[] arguments, ComputationGraph graph, OutputForm form = OutputForm.AsIs)
        => new(name, summary, $"({Tensor} Value, {Tensor} {second})", arguments, graph, [OutputForm.AsIs, form]);
}
