using System.Reflection;
using System.Text;
using CsCheck;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Tests.Harness;
using DslManifolds.Operators;
using Microsoft.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Generator.Tests.Compositions;

/// <summary>
/// Random trees of compositions, declared, generated, compiled, loaded and run in double precision: against the plain formula,
/// its derivatives by autograd, and differences.
/// </summary>
public sealed class RandomCompositionTests
{
    private const int TreesOfAKind = 14;
    private const int Batch = 5;

    [Fact]
    public void ManifoldsAgreeWithTheirFormulas() => Check(ModelKind.Manifold, CheckManifold);

    [Fact]
    public void EnergiesAgreeWithTheirFormulas() => Check(ModelKind.Energy, CheckEnergy);

    [Fact]
    public void ModelsAgreeWithTheirFormulas() => Check(ModelKind.ConstrainedModel, (tree, module, x) =>
    {
        CheckManifold(tree, module, x);
        CheckEnergy(tree, module, x);
    });

    private static void Check(ModelKind kind, Action<CompositionTree, nn.Module, Tensor> check)
    {
        // One compilation for all trees of an iteration.
        RandomTrees.Of(kind).Array[TreesOfAKind].Sample(
            trees =>
            {
                var types = Compile(trees);
                for (var i = 0; i < trees.Length; i++)
                {
                    using var scope = NewDisposeScope();
                    var type = types.GetType($"Forest.Tree{i}")!;
                    using var module = (nn.Module)Activator.CreateInstance(type, (long)i, float64, null)!;
                    foreach (var normalization in module.modules().OfType<UnionNormalization>())
                        normalization.Set(0.3, -0.4);
                    random.manual_seed(i);
                    check(trees[i], module, 1.2 * randn(Batch, trees[i].Ambient, dtype: float64));
                }
            },
            iter: 1,
            threads: 1,
            print: trees => Source(trees));
    }

    private static void CheckManifold(CompositionTree tree, nn.Module module, Tensor x)
    {
        var manifold = (IManifold)module;
        Tensor Formula(Tensor y) => TreeFormula.Value(tree, module, y);
        var (v, w) = (randn_like(x), randn([Batch, manifold.CodomainDimension], dtype: float64));
        var jacobian = Jacobian(Formula, x, manifold.CodomainDimension);
        var (jvp, vjp) = (Times(jacobian, v), Times(jacobian.transpose(1, 2), w));
        var gram = Times(jacobian, vjp);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            var value = Formula(x);
            AssertNear(value, manifold.Value(x));
            AssertNear(jvp, manifold.Jvp(x, v));
            AssertNear(vjp, manifold.Vjp(x, w));
            AssertNear(gram, manifold.Gram(x, w));
            AssertNear(jacobian, manifold.Jacobian(x));
            foreach (var (derivative, pair) in new[]
            {
                (jvp, manifold.ValueAndJvp(x, v)),
                (vjp, manifold.ValueAndVjp(x, w)),
                (gram, manifold.ValueAndGram(x, w)),
                (jacobian, manifold.ValueAndJacobian(x)),
            })
            {
                AssertNear(value, pair.Item1);
                AssertNear(derivative, pair.Item2);
            }
        }

        using var off = no_grad();
        AssertNear(Difference(manifold.Value, x, v), manifold.Jvp(x, v), 1e-7);
    }

    private static void CheckEnergy(CompositionTree tree, nn.Module module, Tensor x)
    {
        var energy = (IEnergy)module;
        Tensor Formula(Tensor y) => TreeFormula.Energy(tree, module, y);
        var expected = Jacobian(y => Formula(y).unsqueeze(1), x, 1).squeeze(1);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(Formula(x), energy.Energy(x));
            AssertNear(expected, energy.EnergyGradient(x));
            var (value, gradient) = energy.EnergyAndGradient(x);
            AssertNear(Formula(x), value);
            AssertNear(expected, gradient);
        }

        // Between two components of a union of models, E jumps.
        if (tree.Kind == ModelKind.ConstrainedModel && tree.All.Any(node => node.Form == CompositionTree.Union))
            return;
        using var off = no_grad();
        var v = randn_like(x);
        AssertNear(Difference(energy.Energy, x, v), (energy.EnergyGradient(x) * v).sum(1), 1e-7);
    }

    private static Assembly Compile(CompositionTree[] trees)
    {
        GeneratorHarness.Driver(Consumer.Default)
            .RunGeneratorsAndUpdateCompilation(Consumer.Default.Compile(Source(trees)), out var compilation, out _);
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return Assembly.Load(image.ToArray());
    }

    private static string Source(CompositionTree[] trees)
    {
        var source = new StringBuilder().AppendLine("using DslManifolds;").AppendLine("namespace Forest;");
        for (var i = 0; i < trees.Length; i++)
            trees[i].Write(source, $"Tree{i}");
        return source.ToString();
    }

    /// <summary>J row by row through autograd.</summary>
    private static Tensor Jacobian(Func<Tensor, Tensor> function, Tensor x, int outputs)
    {
        using var mode = enable_grad();
        var point = x.detach().requires_grad_();
        var value = function(point);
        var rows = Enumerable.Range(0, outputs).Select(i => autograd.grad([value[.., i].sum()], [point], retain_graph: true)[0]);
        return stack(rows, 1);
    }

    private static Tensor Times(Tensor matrices, Tensor vectors) => matrices.matmul(vectors.unsqueeze(2)).squeeze(2);

    /// <summary>Derivative along v by central differences at h and h/2 with the h² term removed: error O(h⁴).</summary>
    private static Tensor Difference(Func<Tensor, Tensor> function, Tensor x, Tensor v)
    {
        Tensor Central(double h) => (function(x + h * v) - function(x - h * v)) / (2 * h);
        return (4 * Central(5e-4) - Central(1e-3)) / 3;
    }

    private static void AssertNear(Tensor expected, Tensor actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.shape, actual.shape);
        var error = (expected - actual).abs().max().item<double>() / (1 + expected.norm().item<double>());
        Assert.True(error <= tolerance, $"Error {error:E2} relative to 1 + the norm is above {tolerance:E0}.");
    }
}
