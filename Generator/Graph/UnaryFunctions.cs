namespace DslManifolds.Generator.Graph;

/// <summary>What each <see cref="UnaryOp"/> computes on a number: for folding constants, and the reference that tests compare with.</summary>
internal static class UnaryFunctions
{
    private static readonly Dictionary<UnaryOp, Func<double, double>> Table = new()
    {
        [UnaryOp.Negate] = x => -x,
        [UnaryOp.OneMinus] = x => 1 - x,
        [UnaryOp.OneMinusSquare] = x => 1 - (x * x),
        [UnaryOp.OnePlusSquare] = x => 1 + (x * x),
        [UnaryOp.Sigmoid] = Sigmoid,
        [UnaryOp.Silu] = x => x * Sigmoid(x),
        [UnaryOp.Tanh] = Math.Tanh,
        [UnaryOp.Softplus] = x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        [UnaryOp.Gelu] = x => x * NormalCdf(x),
        [UnaryOp.NormalCdf] = NormalCdf,
        [UnaryOp.NormalPdf] = NormalPdf,
        [UnaryOp.Sine] = Math.Sin,
        [UnaryOp.Cosine] = Math.Cos,
        [UnaryOp.Tangent] = Math.Tan,
        [UnaryOp.ArcSine] = Math.Asin,
        [UnaryOp.ArcCosine] = Math.Acos,
        [UnaryOp.ArcTangent] = Math.Atan,
        [UnaryOp.HyperbolicSine] = Math.Sinh,
        [UnaryOp.HyperbolicCosine] = Math.Cosh,

        // log(|x| + √(x² + 1)) with the sign of x: it cancels nothing.
        [UnaryOp.AreaSine] = x => Math.Sign(x) * Math.Log(Math.Abs(x) + Math.Sqrt((x * x) + 1)),
        [UnaryOp.AreaCosine] = x => Math.Log(x + (Math.Sqrt(x - 1) * Math.Sqrt(x + 1))),
        [UnaryOp.AreaTangent] = x => 0.5 * Math.Log((1 + x) / (1 - x)),
        [UnaryOp.SquareRoot] = Math.Sqrt,
        [UnaryOp.CubeRoot] = x => Math.Sign(x) * Math.Pow(Math.Abs(x), 1.0 / 3),
        [UnaryOp.Exponential] = Math.Exp,
        [UnaryOp.Logarithm] = Math.Log,
        [UnaryOp.Absolute] = Math.Abs,
        [UnaryOp.Sign] = x => double.IsNaN(x) ? x : Math.Sign(x),
        [UnaryOp.Not] = x => x == 0 ? 1 : 0,
    };

    public static double Evaluate(UnaryOp op, double x) => Table[op](x);

    /// <summary>Whether f(−x) = f(x).</summary>
    public static bool IsEven(UnaryOp op) => op is UnaryOp.OneMinusSquare or UnaryOp.OnePlusSquare or UnaryOp.NormalPdf
        or UnaryOp.Cosine or UnaryOp.HyperbolicCosine or UnaryOp.Absolute;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double NormalPdf(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …), the series of positive terms for |x| ≤ 6; beyond, the continued fraction of the tail.
    /// </summary>
    private static double NormalCdf(double x)
    {
        if (double.IsNaN(x))
            return x;
        var magnitude = Math.Abs(x);
        if (magnitude <= 6)
        {
            double term = x, sum = x;
            for (var k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
            {
                term *= x * x / k;
                sum += term;
            }

            return 0.5 + (NormalPdf(x) * sum);
        }

        var fraction = magnitude;
        for (var k = 60; k >= 1; k--)
            fraction = magnitude + (k / fraction);
        var tail = NormalPdf(magnitude) / fraction;
        return x > 0 ? 1 - tail : tail;
    }
}
