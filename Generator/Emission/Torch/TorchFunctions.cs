using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>The methods that each kind has, with their signatures and documentation.</summary>
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

    /// <param name="function">The layers, which have the logarithmic variance behind the mean where the encoder is variational.</param>
    /// <param name="latent">Dimension m of a code.</param>
    public static IEnumerable<TorchFunction> OfEncoder(DifferentiableFunction function, int latent)
    {
        var n = function.Inputs;
        var isVariational = function.Outputs > latent;
        var mean = new DifferentiableFunction(n, latent, (graph, x) => graph.Slice(function.Append(graph, x), 0, latent));
        yield return One(
            "Encode",
            $"{(isVariational ? "The mean of the code" : "g(x)")}: (batch, {n}) → (batch, {latent}).",
            [function.Point],
            ModelFunctions.Value(mean));
        if (!isVariational)
            yield break;
        var both = new GraphBuilder();
        var outputs = function.Append(both, both.Add(function.Point));
        yield return new TorchFunction(
            "EncodeDistribution",
            $"Mean and logarithmic variance of the code: (batch, {n}) → (batch, {latent}), (batch, {latent}).",
            $"({Tensor} Mean, {Tensor} LogVariance)",
            [function.Point],
            both.Build(both.Slice(outputs, 0, latent), both.Slice(outputs, latent, latent)),
            [OutputForm.AsIs, OutputForm.AsIs]);
    }

    public static IEnumerable<TorchFunction> OfDecoder(DifferentiableFunction function)
    {
        var (m, n) = (function.Inputs, function.Outputs);
        var z = function.Point;
        var v = new Input(ModelFunctions.Tangent, m);
        var w = new Input(ModelFunctions.Cotangent, n);
        yield return One("Decode", $"f(z): (batch, {m}) → (batch, {n}).", [z], ModelFunctions.Value(function));
        yield return Decoded("Jvp", "J(z) v", "Product", [z, v], ModelFunctions.Jvp(function, withValue: true));
        yield return Decoded("Vjp", "J(z)ᵀ w", "Product", [z, w], ModelFunctions.Vjp(function, withValue: true));
        yield return Decoded("Jacobian", "J(z)", "Jacobian", [z], ModelFunctions.Jacobian(function, withValue: true));

        static TorchFunction Decoded(string derivative, string equation, string second, Input[] arguments, ComputationGraph graph) => new(
            $"DecodeAnd{derivative}",
            $"f(z) and {equation}, with one forward pass.",
            $"({Tensor} Point, {Tensor} {second})",
            arguments,
            graph,
            [OutputForm.AsIs, OutputForm.AsIs]);
    }

    private static TorchFunction One(
        string name, string summary, Input[] arguments, ComputationGraph graph, OutputForm form = OutputForm.AsIs)
        => new(name, summary, Tensor, arguments, graph, [form]);

    private static TorchFunction Two(
        string name, string summary, string second, Input[] arguments, ComputationGraph graph, OutputForm form = OutputForm.AsIs)
        => new(name, summary, $"({Tensor} Value, {Tensor} {second})", arguments, graph, [OutputForm.AsIs, form]);
}
