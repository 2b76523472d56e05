using System.Reflection;
using CsCheck;
using DslManifolds.Generator.Parsing.Expressions;

namespace DslManifolds.Generator.Tests.Parsing.Expressions;

/// <summary>Every function in the table computes what the framework's does, in each type that has it.</summary>
public sealed class MathFunctionTests
{
    private static readonly Type[] Types = [typeof(Math), typeof(double), typeof(MathF), typeof(float)];

    /// <summary>Where a function is defined that not everywhere is.</summary>
    private static readonly Dictionary<string, (double Least, double Most)> Domains = new()
    {
        ["Sqrt"] = (0.01, 9),
        ["Log"] = (0.01, 9),
        ["Log2"] = (0.01, 9),
        ["Log10"] = (0.01, 9),
        ["Pow"] = (0.01, 3),
        ["Asin"] = (-0.99, 0.99),
        ["Acos"] = (-0.99, 0.99),
        ["Acosh"] = (1.01, 9),
        ["Atanh"] = (-0.99, 0.99),
        ["TanPi"] = (-0.4, 0.4),
        ["Tan"] = (-1.4, 1.4),
    };

    public static TheoryData<string, string> Functions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var type in Types)
            {
                foreach (var name in Methods(type).Select(method => method.Name).Distinct())
                    data.Add(type.Name, name);
            }

            return data;
        }
    }

    [Fact]
    public void TableNamesFunctionsThatExist()
    {
        var missing = MathFunctions.All.Where(function => !Types.SelectMany(Methods).Any(
            method => method.Name == function.Name && method.GetParameters().Length == function.Arguments));
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void ComputesTheSame(string typeName, string name)
    {
        var owner = Types.Single(type => type.Name == typeName);
        var isSingle = owner == typeof(MathF) || owner == typeof(float);
        foreach (var method in Methods(owner).Where(method => method.Name == name))
        {
            var count = method.GetParameters().Length;
            var arguments = string.Join(", ", new[] { "x", "y", "z" }.Take(count));
            var call = $"{owner.FullName}.{name}({arguments})";
            var number = isSingle ? "float" : "double";
            var type = ParsedType.Of($$"""
                [Manifold(Ambient = 3)]
                public sealed partial class Shape { [Constraint] double F({{number}} x, {{number}} y, {{number}} z) => {{call}}; }
                """);
            var (least, most) = Domains.TryGetValue(name, out var domain) ? domain : (-3, 3);
            Gen.Double[least, most].Array[3].Where(point => IsDefined(name, count, point)).Sample(
                point => type.AssertAgrees(isSingle ? 2e-6 : 1e-13, isSingle ? [.. point.Select(number => (double)(float)number)] : point),
                iter: 50,
                threads: 1);
        }
    }

    /// <summary>The bounds of Clamp have an order; a logarithm of a base near 1 is ill-conditioned.</summary>
    private static bool IsDefined(string name, int count, double[] point) => (name, count) switch
    {
        ("Clamp", _) => point[1] < point[2],
        ("Log", 2) => Math.Abs(point[1] - 1) > 0.1,
        _ => true,
    };

    private static IEnumerable<MethodInfo> Methods(Type type)
    {
        var number = type == typeof(Math) || type == typeof(double) ? typeof(double) : typeof(float);
        return type.GetMethods(BindingFlags.Static | BindingFlags.Public).Where(
            method => MathFunctions.IsKnown(method.Name, method.GetParameters().Length)
                && method.GetParameters().All(parameter => parameter.ParameterType == number));
    }
}
