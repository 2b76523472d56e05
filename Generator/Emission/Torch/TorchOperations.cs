using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// How TorchSharp spells each <see cref="UnaryOp"/>: as an expression with a fresh result, and as one that overwrites its operand
/// where that saves an allocation. {0} is the operand, {1} the tensor 1, {2} a layer, which keeps other numbers as tensors: TorchSharp
/// does not hold a scalar during a call, so that one made for the call alone can be finalized under it.
/// </summary>
/// <remarks>
/// A fresh expression may itself go on in place on its own temporary, as long as what autograd saves (the factors of a product,
/// the result of an exponential) stays as it is: the same text serves with and without gradient mode, and leaks no temporary.
/// </remarks>
internal static class TorchOperations
{
    private static readonly Dictionary<UnaryOp, (string Fresh, string? InPlace)> Table = new()
    {
        [UnaryOp.Negate] = ("{0}.neg()", "{0}.neg_()"),
        [UnaryOp.OneMinus] = ("{1}.sub({0})", null),
        [UnaryOp.OneMinusSquare] = ("{0}.mul({0}).sub_({1}).neg_()", "{0}.mul_({0}).sub_({1}).neg_()"),
        [UnaryOp.Sigmoid] = ("{0}.sigmoid()", "{0}.sigmoid_()"),
        [UnaryOp.Silu] = (TypeNames.Functional + ".silu({0})", null),
        [UnaryOp.Tanh] = ("{0}.tanh()", "{0}.tanh_()"),
        [UnaryOp.Softplus] = (TypeNames.Functional + ".softplus({0})", null),
        [UnaryOp.Gelu] = (TypeNames.Functional + ".gelu({0})", null),
        [UnaryOp.NormalCdf] = (TypeNames.Torch + ".special.ndtr({0})", null),

        // φ(x) = exp(−x²/2 − log √(2π))
        [UnaryOp.NormalPdf] = ("{0}.mul({0}).mul_({2}.Number(-0.5)).sub_({2}.Number(0.91893853320467274)).exp_()", null),
        [UnaryOp.Sine] = ("{0}.sin()", "{0}.sin_()"),
        [UnaryOp.Cosine] = ("{0}.cos()", "{0}.cos_()"),
    };

    public static string Fresh(UnaryOp op, string operand, string layer)
        => string.Format(Table[op].Fresh, operand, TorchBodyEmitter.One, layer);

    public static bool CanOverwrite(UnaryOp op) => Table[op].InPlace is not null;

    public static string InPlace(UnaryOp op, string operand, string layer)
        => string.Format(Table[op].InPlace!, operand, TorchBodyEmitter.One, layer);
}
