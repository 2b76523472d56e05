using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Runtime.Tests.Kernels;

[Trait("Category", "Kernels")]
public class VectorMathTests
{
    private const double SingleBound = 5e-7;
    private const double DoubleBound = 1e-14;
    private const double SmallestNormal = 1.17549435e-38;

    public static TheoryData<string> Names => Elementwise.Names;

    [Theory]
    [Trait("Category", "KernelsReduced")]
    [MemberData(nameof(Names))]
    public void IsAsAccurateAsStated(string name)
    {
        var function = Elementwise.All[name];
        var rows = Elementwise.Table[name].ToArray();
        Assert.True(rows.Length >= 40);
        foreach (var (x, value) in rows)
        {
            var found = function.Double(Vector512.Create(x));
            for (var lane = 0; lane < Vector512<double>.Count; lane++)
                AssertClose(value, found[lane], DoubleBound, name, x);

            // The argument rounds too: what that does is the function's business, so the reference is at the rounded one.
            var rounded = (float)x;
            var reference = function.Double(Vector512.Create((double)rounded))[0];
            AssertSingle(reference, function.Single(Vector512.Create(rounded))[Vector512<float>.Count - 1], name, rounded);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SinglePrecisionHoldsOverTheWholeRange(string name)
    {
        const uint Stride = 20_011;
        var function = Elementwise.All[name];
        var arguments = new float[Vector512<float>.Count];
        for (var bits = 0L; bits <= uint.MaxValue; bits += Stride * arguments.Length)
        {
            for (var lane = 0; lane < arguments.Length; lane++)
                arguments[lane] = BitConverter.UInt32BitsToSingle((uint)Math.Min(bits + lane * Stride, uint.MaxValue));
            var x = Vector512.Create(arguments);
            var found = function.Single(x);
            var (lower, upper) = Vector512.Widen(x);
            var (first, second) = (function.Double(lower), function.Double(upper));
            for (var lane = 0; lane < arguments.Length; lane++)
            {
                var half = Vector512<double>.Count;
                AssertSingle(lane < half ? first[lane] : second[lane - half], found[lane], name, arguments[lane]);
            }
        }
    }

    [Theory]
    [Trait("Category", "KernelsReduced")]
    [MemberData(nameof(Names))]
    public void ALaneDependsOnItselfAlone(string name)
    {
        var function = Elementwise.All[name];
        float[] arguments = [0.3f, -0.7f, 2.5f, -90, 1e30f, float.NaN, float.PositiveInfinity, -0f, 1e-42f, 1, -1, 40, 3e6f, 0.99f, -8, 12];
        var together = function.Single(Vector512.Create(arguments));
        for (var lane = 0; lane < arguments.Length; lane++)
            Assert.Equal(function.Single(Vector512.Create(arguments[lane]))[3], together[lane]);
        var few = Array.ConvertAll(arguments, value => (double)value)[..Vector512<double>.Count];
        var wide = function.Double(Vector512.Create(few));
        for (var lane = 0; lane < few.Length; lane++)
            Assert.Equal(function.Double(Vector512.Create(few[lane]))[5], wide[lane]);
    }

    [Theory]
    [Trait("Category", "KernelsReduced")]
    [InlineData("Sigmoid", double.NegativeInfinity, 0)]
    [InlineData("Sigmoid", double.PositiveInfinity, 1)]
    [InlineData("Sigmoid", -1e30, 0)]
    [InlineData("Sigmoid", 1e30, 1)]
    [InlineData("Silu", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Silu", -1e30, -0.0)]
    [InlineData("Tanh", double.NegativeInfinity, -1)]
    [InlineData("Tanh", double.PositiveInfinity, 1)]
    [InlineData("Softplus", double.NegativeInfinity, 0)]
    [InlineData("Softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Gelu", double.NegativeInfinity, -0.0)]
    [InlineData("Gelu", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("NormalCdf", double.NegativeInfinity, 0)]
    [InlineData("NormalCdf", double.PositiveInfinity, 1)]
    [InlineData("NormalPdf", double.NegativeInfinity, 0)]
    [InlineData("Sine", double.PositiveInfinity, double.NaN)]
    [InlineData("Cosine", double.NegativeInfinity, double.NaN)]
    [InlineData("Cosine", -0.0, 1)]
    [InlineData("ArcSine", 1.5, double.NaN)]
    [InlineData("ArcSine", 1, Math.PI / 2)]
    [InlineData("ArcCosine", -1, Math.PI)]
    [InlineData("ArcCosine", 1, 0)]
    [InlineData("ArcCosine", -1.5, double.NaN)]
    [InlineData("ArcTangent", double.PositiveInfinity, Math.PI / 2)]
    [InlineData("ArcTangent", double.NegativeInfinity, -Math.PI / 2)]
    [InlineData("HyperbolicSine", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("HyperbolicCosine", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("AreaSine", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("AreaCosine", 1, 0)]
    [InlineData("AreaCosine", 0.5, double.NaN)]
    [InlineData("AreaCosine", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("AreaTangent", 1, double.PositiveInfinity)]
    [InlineData("AreaTangent", -1, double.NegativeInfinity)]
    [InlineData("AreaTangent", 1.5, double.NaN)]
    [InlineData("CubeRoot", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("Exponential", double.NegativeInfinity, 0)]
    [InlineData("Exponential", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Exponential", -0.0, 1)]
    [InlineData("Logarithm", 0, double.NegativeInfinity)]
    [InlineData("Logarithm", -0.0, double.NegativeInfinity)]
    [InlineData("Logarithm", -1, double.NaN)]
    [InlineData("Logarithm", 1, 0)]
    [InlineData("Logarithm", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("LogarithmOnePlus", -1, double.NegativeInfinity)]
    [InlineData("LogarithmOnePlus", double.PositiveInfinity, double.PositiveInfinity)]
    public void LimitsAreExact(string name, double x, double value)
    {
        var function = Elementwise.All[name];
        Assert.Equal(value, function.Double(Vector512.Create(x))[0]);
        Assert.Equal((float)value, function.Single(Vector512.Create((float)x))[0]);
        Assert.Equal(double.NaN, function.Double(Vector512.Create(double.NaN))[0]);
        Assert.Equal(float.NaN, function.Single(Vector512.Create(float.NaN))[0]);
    }

    [Theory]
    [InlineData("Silu")]
    [InlineData("Tanh")]
    [InlineData("Gelu")]
    [InlineData("Sine")]
    [InlineData("Tangent")]
    [InlineData("ArcSine")]
    [InlineData("ArcTangent")]
    [InlineData("HyperbolicSine")]
    [InlineData("AreaSine")]
    [InlineData("AreaTangent")]
    [InlineData("CubeRoot")]
    public void OddOnesKeepTheSignOfZero(string name)
    {
        var function = Elementwise.All[name];
        foreach (var zero in new[] { 0.0, -0.0 })
        {
            Assert.Equal(double.IsNegative(zero), double.IsNegative(function.Double(Vector512.Create(zero))[0]));
            Assert.Equal(double.IsNegative(zero), float.IsNegative(function.Single(Vector512.Create((float)zero))[0]));
        }
    }

    [Fact]
    [Trait("Category", "KernelsReduced")]
    public void ReciprocalIsExactAtItsLimitsAndAccurateBetween()
    {
        foreach (var x in new[] { 0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-42f, -float.Epsilon })
            Assert.Equal(1 / x, VectorMath.Reciprocal(Vector512.Create(x))[0]);
        for (var bits = 0L; bits <= uint.MaxValue; bits += 2_000_003)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)bits);
            AssertSingle(1 / (double)x, VectorMath.Reciprocal(Vector512.Create(x))[7], "Reciprocal", x);
        }

        Assert.Equal(1 / 3.0, VectorMath.Reciprocal(Vector512.Create(3.0))[0]);
    }

    [Fact]
    [Trait("Category", "KernelsReduced")]
    public void SineCosineIsBoth()
    {
        foreach (var x in new[] { 0.5, -3, 1e5, 1e9, double.NaN })
        {
            var argument = Vector512.Create(x);
            Assert.Equal((VectorMath.Sine(argument), VectorMath.Cosine(argument)), VectorMath.SineCosine(argument));
            var single = Vector512.Create((float)x);
            Assert.Equal((VectorMath.Sine(single), VectorMath.Cosine(single)), VectorMath.SineCosine(single));
        }
    }

    [Fact]
    [Trait("Category", "KernelsReduced")]
    public void FunctionsOfTwoAreThoseOfMath()
    {
        double[] numbers =
        [
            0, -0.0, 1, -1, 0.3, -0.3, 2, -2, 3, -3, 7.25, 1e-3, 40, -41, 1e-30, 1e30, double.PositiveInfinity,
            double.NegativeInfinity, double.NaN, 1e-310, -1e-310, 1e300, -1e300,
        ];
        foreach (var a in numbers)
        {
            foreach (var b in numbers)
            {
                Compare(VectorMath.Power, VectorMath.Power, Math.Pow, "Power", a, b);
                Compare(VectorMath.ArcTangent2, VectorMath.ArcTangent2, Math.Atan2, "ArcTangent2", a, b);
                Compare(VectorMath.Minimum, VectorMath.Minimum, Math.Min, "Minimum", a, b);
                Compare(VectorMath.Maximum, VectorMath.Maximum, Math.Max, "Maximum", a, b);
                Compare(VectorMath.Less, VectorMath.Less, (x, y) => x < y ? 1 : 0, "Less", a, b);
                Compare(VectorMath.LessOrEqual, VectorMath.LessOrEqual, (x, y) => x <= y ? 1 : 0, "LessOrEqual", a, b);
                Compare(VectorMath.Equal, VectorMath.Equal, (x, y) => x == y ? 1 : 0, "Equal", a, b);
            }
        }
    }

    [Fact]
    public void ConditionsAreOnesAndZeros()
    {
        foreach (var a in new[] { 0f, 1f })
        {
            Assert.Equal(1 - a, VectorMath.Not(Vector512.Create(a))[0]);
            foreach (var b in new[] { 0f, 1f })
            {
                Assert.Equal(a * b, VectorMath.And(Vector512.Create(a), Vector512.Create(b))[0]);
                Assert.Equal(a + b > 0 ? 1 : 0, VectorMath.Or(Vector512.Create(a), Vector512.Create(b))[0]);
            }

            var chosen = VectorMath.Select(Vector512.Create((double)a), Vector512.Create(3.0), Vector512.Create(double.NaN));
            Assert.Equal(a == 1 ? 3 : double.NaN, chosen[0]);
        }
    }

    [Fact]
    public void RoundingIsExact()
    {
        foreach (var x in new[] { 0, -0.0, 2.25, -3, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-310 })
        {
            Assert.Equal(Math.Sqrt(x), VectorMath.SquareRoot(Vector512.Create(x))[0]);
            Assert.Equal(Math.Abs(x), VectorMath.Absolute(Vector512.Create(x))[0]);
            Assert.Equal(double.IsNaN(x) ? double.NaN : Math.Sign(x), VectorMath.Sign(Vector512.Create(x))[0]);
        }
    }

    private static void Compare(
        Func<Vector512<float>, Vector512<float>, Vector512<float>> single,
        Func<Vector512<double>, Vector512<double>, Vector512<double>> wide,
        Func<double, double, double> reference,
        string name,
        double a,
        double b)
    {
        AssertClose(reference(a, b), wide(Vector512.Create(a), Vector512.Create(b))[2], DoubleBound, name, (a, b));
        var (x, y) = ((float)a, (float)b);
        AssertSingle(reference(x, y), single(Vector512.Create(x), Vector512.Create(y))[9], name, (x, y));
    }

    /// <summary>Close where the value is a normal number of float; below that tiny, beyond infinite.</summary>
    private static void AssertSingle(double value, float found, string name, object x)
    {
        if (Math.Abs(value) > float.MaxValue)
            Assert.True(Math.Abs(found) > 0.999999f * float.MaxValue && (found > 0) == (value > 0), $"{name}({x}) = {found:g9}");
        else if (Math.Abs(value) >= SmallestNormal || double.IsNaN(value) || value == 0)
            AssertClose(value, found, SingleBound, name, x);
        else
            Assert.True(Math.Abs(found) <= 1.001 * SmallestNormal, $"{name}({x}) = {found:g9}, not {value:g9}");
    }

    private static void AssertClose(double value, double found, double bound, string name, object x)
    {
        var close = double.IsNaN(value)
            ? double.IsNaN(found)
            : found == value || Math.Abs(found - value) <= bound * Math.Abs(value)
                || (Math.Abs(value) < 2.3e-308 && Math.Abs(found - value) <= 1e-320);
        Assert.True(close, $"{name}({x}) = {found:g17}, not {value:g17}");
    }
}
