using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Parsing.Expressions;

/// <summary>Bodies of any size end in a spec or in a report, never in an exception, and soon.</summary>
public sealed class LimitTests
{
    [Fact]
    public void LongSumIsRead()
    {
        var type = ParsedType.OfBody($"return {string.Join(" + ", Enumerable.Range(1, 3000).Select(i => $"{i} * x * y"))} + z;");
        Assert.Empty(type.Reports);
        Assert.Equal(3000.0 * 3001 / 2 * 0.5 * 0.25 + 7, type.Evaluate(0.5, 0.25, 7)[0], 1e-6);
    }

    [Theory]
    [InlineData(140, false)]
    [InlineData(400, true)]
    public void DeepNestingIsReported(int depth, bool isTooDeep)
    {
        var type = ParsedType.OfBody($"return {string.Concat(Enumerable.Repeat("x * (y + ", depth))}z{new string(')', depth)};");
        Assert.Equal(isTooDeep ? ["DSLM049"] : [], type.Reports.Select(report => report.Id));
        Assert.Equal(isTooDeep, type.Spec is RejectedSpec);
    }

    [Fact]
    public void ChainOfCallsIsReportedWhereItIsTooDeep()
    {
        var methods = string.Join("\n", Enumerable.Range(0, 400).Select(i => $"static double F{i}(double a) => F{i + 1}(a);"));
        var type = ParsedType.OfBody("return F0(x) + y + z;", methods + "static double F400(double a) => a;");
        Assert.Equal(["DSLM049"], type.Reports.Select(report => report.Id));
    }

    [Fact]
    public void TwoFoldCallsEndAtTheLimit()
    {
        var methods = string.Join("\n", Enumerable.Range(0, 60).Select(i => $"static double F{i}(double a) => F{i + 1}(a) + F{i + 1}(a + 1);"));
        var type = ParsedType.OfBody("return F0(x) + y + z;", methods + "static double F60(double a) => a;");
        Assert.Equal(["DSLM049"], type.Reports.Select(report => report.Id));
    }

    [Fact]
    public void DeepPolynomialsAreCompared()
    {
        var type = ParsedType.Of("""
            [Manifold(Ambient = 2)]
            public sealed partial class Shape
            {
                [Constraint] double F(double x, double y) { var s = y; for (int i = 0; i < 4000; i++) s = s * x + i; return s; }
                [Constraint] double G(double x, double y) { double a = x, b = y; for (int i = 0; i < 1000; i++) (a, b) = (b, a + b * 0.5); return a; }
            }
            """);
        Assert.Equal(["DSLM057"], type.Reports.Select(report => report.Id));
    }

    [Fact]
    public void NestedConditionsStaySmall()
    {
        var body = string.Concat(Enumerable.Range(0, 40).Select(i => $"if (x > {i}) {{ s += y; if (y > {i}) return s * z; }} else s -= z; "));
        var type = ParsedType.OfBody($"var s = x * y; {body} return s;");
        Assert.InRange(type.Graph.Nodes.Count, 40, 1000);
        // Both sides of a condition are read once: what follows is not read for each.
        type.AssertAgrees(1e-13, 7.5, 3.5, 0.25);
        type.AssertAgrees(1e-13, -1, 3.5, 0.25);
    }
}
