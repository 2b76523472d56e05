using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Solvers;

/// <summary>
/// Objectives of one dimension that have nothing in common, each with its start; evaluated row by row in managed code.
/// </summary>
internal sealed class UnrelatedProblems
{
    public const int Dimension = 4;

    private delegate double Function(ReadOnlySpan<double> x, Span<double> gradient);

    private readonly List<(string Name, Function Function, double[] Start)> problems =
    [
        ("Rosenbrock", Rosenbrock, [-1.2, 1, -1.2, 1]),
        ("Rosenbrock, far", Rosenbrock, [-50, 30, 20, -40]),
        ("quadratic of condition 1e8", (x, g) => Quadratic(x, g, 1e8), [1, 1, 1, 1]),
        ("quadratic of condition 1", (x, g) => Quadratic(x, g, 1), [3, -2, 1, 5]),
        ("at its optimum", (x, g) => Quadratic(x, g, 10), [0, 0, 0, 0]),
        ("logarithmic barrier", LogarithmicBarrier, [0.01, 5, 1, 0.2]),
        ("start outside the domain", LogarithmicBarrier, [-1, 1, 1, 1]),
        ("linear, unbounded", Linear, [0, 0, 0, 0]),
        ("unbounded to minus infinity", (x, g) => ScaledSum(x, g, -1), [1, 1, 1, 1]),
        ("kink", Kink, [3, -0.7, 0.1, 2]),
        ("quartic, singular Hessian", Quartic, [2, -1, 0.5, 1]),
        ("gradient that is not finite beyond", (x, g) => ScaledSum(x, g, 1), [1, 2, -3, 2]),
    ];

    private readonly int[] selection;

    public UnrelatedProblems(params int[] selection) =>
        this.selection = selection.Length > 0 ? selection : [.. Enumerable.Range(0, problems.Count)];

    public int Count => problems.Count;

    public string Name(int index) => problems[index].Name;

    public Tensor Start() => stack([.. selection.Select(i => tensor(problems[i].Start))]);

    public (Tensor Values, Tensor Gradients) Evaluate(Tensor points, Tensor? rows)
    {
        var which = rows is null ? [.. Enumerable.Range(0, selection.Length).Select(i => (long)i)] : rows.data<long>().ToArray();
        var coordinates = points.data<double>().ToArray();
        var values = new double[which.Length];
        var gradients = new double[coordinates.Length];
        for (var i = 0; i < which.Length; i++)
        {
            var own = coordinates.AsSpan(i * Dimension, Dimension);
            values[i] = problems[selection[which[i]]].Function(own, gradients.AsSpan(i * Dimension, Dimension));
        }

        return (tensor(values), tensor(gradients).reshape(which.Length, Dimension));
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var a = x[i + 1] - x[i] * x[i];
            var b = 1 - x[i];
            sum += 100 * a * a + b * b;
            gradient[i] += -400 * a * x[i] - 2 * b;
            gradient[i + 1] += 200 * a;
        }

        return sum;
    }

    private static double Quadratic(ReadOnlySpan<double> x, Span<double> gradient, double condition)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var weight = Math.Pow(condition, i / (x.Length - 1.0));
            sum += weight * x[i] * x[i] / 2;
            gradient[i] = weight * x[i];
        }

        return sum;
    }

    private static double LogarithmicBarrier(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] - Math.Log(x[i]);
            gradient[i] = 1 - 1 / x[i];
        }

        return sum;
    }

    private static double Linear(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Fill(1);
        return x[0] + x[1] + x[2] + x[3];
    }

    private static double ScaledSum(ReadOnlySpan<double> x, Span<double> gradient, double sign)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += sign * Math.Cosh(x[i]);
            gradient[i] = sign * Math.Sinh(x[i]);
        }

        return sum;
    }

    private static double Kink(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += (i + 1) * Math.Abs(x[i] - 0.3);
            gradient[i] = x[i] < 0.3 ? -(i + 1) : i + 1;
        }

        return sum;
    }

    private static double Quartic(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += Math.Pow(x[i], 4);
            gradient[i] = 4 * Math.Pow(x[i], 3);
        }

        return sum;
    }
}
