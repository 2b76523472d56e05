using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// How TorchSharp spells each <see cref="UnaryOp"/> and <see cref="BinaryOp"/>: as an expression with a fresh result, and as one that
/// overwrites its first operand where there is one. {0} and {1} are the operands, {2} the constants of the module, which are tensors:
/// TorchSharp does not hold a scalar during a call, so that one made for the call alone can be finalized under it.
/// </summary>
/// <remarks>
/// A fresh expression may itself go on in place on its own temporary, as long as what autograd saves (the factors of a product,
/// the result of an exponential) stays as it is: the same text serves with and without gradient mode, and leaks no temporary.
/// </remarks>
internal static class TorchOperations
{
    private static readonly Dictionary<UnaryOp, (string Fresh, string? InPlace)> Unaries = new()
    {
        [UnaryOp.Negate] = Method("neg"),
        [UnaryOp.OneMinus] = ("{2}.One.sub({0})", null),
        [UnaryOp.OneMinusSquare] = ("{0}.mul({0}).sub_({2}.One).neg_()", "{0}.mul_({0}).sub_({2}.One).neg_()"),
        [UnaryOp.OnePlusSquare] = (
            $"{{0}}.mul({{0}}).add_({{2}}.One, {TypeNames.SafeArithmetic}.One)",
            $"{{0}}.mul_({{0}}).add_({{2}}.One, {TypeNames.SafeArithmetic}.One)"),
        [UnaryOp.Sigmoid] = Method("sigmoid"),
        [UnaryOp.Silu] = (TypeNames.Functional + ".silu({0})", null),
        [UnaryOp.Tanh] = Method("tanh"),
        [UnaryOp.Softplus] = (TypeNames.Functional + ".softplus({0})", null),
        [UnaryOp.Gelu] = (TypeNames.Functional + ".gelu({0})", null),
        [UnaryOp.NormalCdf] = (TypeNames.Torch + ".special.ndtr({0})", null),

        // φ(x) = exp(−x²/2 − log √(2π))
        [UnaryOp.NormalPdf] = ("{0}.mul({0}).mul_({2}.Number(-0.5)).sub_({2}.Number(0.91893853320467274)).exp_()", null),
        [UnaryOp.Sine] = Method("sin"),
        [UnaryOp.Cosine] = Method("cos"),
        [UnaryOp.Tangent] = Method("tan"),
        [UnaryOp.ArcSine] = Method("asin"),
        [UnaryOp.ArcCosine] = Method("acos"),
        [UnaryOp.ArcTangent] = Method("atan"),
        [UnaryOp.HyperbolicSine] = Method("sinh"),
        [UnaryOp.HyperbolicCosine] = Method("cosh"),
        [UnaryOp.AreaSine] = Method("asinh"),
        [UnaryOp.AreaCosine] = Method("acosh"),
        [UnaryOp.AreaTangent] = Method("atanh"),
        [UnaryOp.SquareRoot] = Method("sqrt"),

        // A power of a negative number is none: the sign is put back afterwards.
        [UnaryOp.CubeRoot] = ("{0}.abs().pow_({2}.Number(1.0 / 3)).copysign_({0})", null),
        [UnaryOp.Exponential] = Method("exp"),
        [UnaryOp.Logarithm] = Method("log"),
        [UnaryOp.Absolute] = Method("abs"),
        [UnaryOp.Sign] = Method("sign"),
        [UnaryOp.Not] = ("{0}.logical_not()", null),
    };

    private static readonly Dictionary<BinaryOp, (string Fresh, string? InPlace)> Binaries = new()
    {
        [BinaryOp.Add] = ($"{{0}}.add({{1}}, {TypeNames.SafeArithmetic}.One)", $"{{0}}.add_({{1}}, {TypeNames.SafeArithmetic}.One)"),
        [BinaryOp.Subtract] = OfTwo("sub"),
        [BinaryOp.Multiply] = OfTwo("mul"),
        [BinaryOp.Divide] = OfTwo("div"),
        [BinaryOp.TowardsOne] = ("{0}.lerp({2}.One, {1})", "{0}.lerp_({2}.One, {1})"),
        [BinaryOp.Power] = OfTwo("pow"),
        [BinaryOp.ArcTangent2] = OfTwo("atan2"),
        [BinaryOp.Minimum] = ("{0}.minimum({1})", null),
        [BinaryOp.Maximum] = ("{0}.maximum({1})", null),
        [BinaryOp.Less] = ("{0}.lt({1})", null),
        [BinaryOp.LessOrEqual] = ("{0}.le({1})", null),
        [BinaryOp.Equal] = ("{0}.eq({1})", null),
        [BinaryOp.And] = ("{0}.logical_and({1})", null),
        [BinaryOp.Or] = ("{0}.logical_or({1})", null),
    };

    public static bool CanOverwrite(UnaryOp op) => Unaries[op].InPlace is not null;

    public static bool CanOverwrite(BinaryOp op) => Binaries[op].InPlace is not null;

    /// <summary>Whether a quotient is 1/b, an operation of its own.</summary>
    public static bool IsReciprocal(ComputationGraph graph, Binary binary)
        => binary.Op == BinaryOp.Divide && graph[binary.Left] is Constant { Value: 1 } && graph[binary.Right].Shape.Size == binary.Shape.Size;

    public static string Fresh(UnaryOp op, string operand, string constants) => string.Format(Unaries[op].Fresh, operand, null, constants);

    public static string InPlace(UnaryOp op, string operand, string constants) => string.Format(Unaries[op].InPlace!, operand, null, constants);

    public static string Fresh(BinaryOp op, string left, string right, string constants)
        => string.Format(Binaries[op].Fresh, left, right, constants);

    public static string InPlace(BinaryOp op, string overwritten, string other, string constants)
        => string.Format(Binaries[op].InPlace!, overwritten, other, constants);

    /// <summary>Whether an expression of a table reads constants.</summary>
    public static bool UsesConstants(UnaryOp op) => Unaries[op].Fresh.Contains("{2}");

    /// <inheritdoc cref="UsesConstants(UnaryOp)"/>
    public static bool UsesConstants(BinaryOp op) => Binaries[op].Fresh.Contains("{2}");

    private static (string Fresh, string? InPlace) Method(string name) => ($"{{0}}.{name}()", $"{{0}}.{name}_()");

    private static (string Fresh, string? InPlace) OfTwo(string name) => ($"{{0}}.{name}({{1}})", $"{{0}}.{name}_({{1}})");
}
