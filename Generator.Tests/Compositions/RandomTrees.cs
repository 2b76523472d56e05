using CsCheck;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Compositions;

/// <summary>Random trees of compositions that the rules of dimensions allow.</summary>
internal static class RandomTrees
{
    private const int MaxDepth = 4;
    private const int MaxOutputs = 8;

    /// <summary>Trees of a kind on ℝ² to ℝ⁴, compositions to a depth of four.</summary>
    public static Gen<CompositionTree> Of(ModelKind kind)
        => Gen.Int[2, 4].SelectMany(n => Node(kind, n, new Budget(n, MaxOutputs), MaxDepth));

    private static Gen<CompositionTree> Node(ModelKind kind, int n, Budget budget, int depth)
    {
        var below = depth - 1;
        if (depth == 0)
            return Leaf(kind, n, budget);
        var choices = new List<(int, Gen<CompositionTree>)>
        {
            (1, Leaf(kind, n, budget)),
            (2, Gen.Double[-1, 1].Array[n].SelectMany(offset => Wrapped(CompositionTree.Translate, offset))),
            (2, Gen.Double[0.5, 2].SelectMany(factor => Wrapped(CompositionTree.Scale, [factor]))),
            (3, Gen.Double[0.5, 2].Array[2].SelectMany(
                weights => Pair(CompositionTree.Union, n, Root(budget), n, Root(budget), weights))),
        };
        if (n > 1)
        {
            choices.Add((2, Gen.Select(Gen.Int[0, n - 2], Gen.Double[-180, 180]).SelectMany(
                turn => Wrapped(CompositionTree.Rotate, [turn.Item1, n - 1, turn.Item2]))));
        }

        // Every manifold has at least one codimension and one output.
        if (kind == ModelKind.Energy || budget is { Codimension: > 1, Outputs: > 1 })
        {
            choices.Add((3, Split(budget).SelectMany(
                parts => Pair(CompositionTree.Intersect, n, parts.First, n, parts.Second, []))));
            if (n > 1)
            {
                choices.Add((3, Gen.Int[1, n - 1].SelectMany(m => Split(budget).SelectMany(parts => Pair(
                    CompositionTree.Product, m, parts.First.Within(m), n - m, parts.Second.Within(n - m), [])))));
            }
        }

        return Gen.Frequency([.. choices]);

        Gen<CompositionTree> Wrapped(string form, double[] numbers)
            => Node(kind, n, budget, below).Select(operand =>
                // Densities on components of unlike dimension scale by unlike powers: that is refused.
                form == CompositionTree.Scale && kind == ModelKind.ConstrainedModel && operand.IsMixed
                    ? operand
                    : new CompositionTree(kind, n, form, numbers, operand));

        Gen<CompositionTree> Pair(string form, int n1, Budget first, int n2, Budget second, double[] numbers) => Gen.Select(
            Node(kind, n1, first, below),
            Node(kind, n2, second, below),
            (a, b) => new CompositionTree(kind, n, form, numbers, a, b));
    }

    private static Gen<CompositionTree> Leaf(ModelKind kind, int n, Budget budget)
    {
        switch (kind)
        {
            case ModelKind.Energy:
                return Gen.Const(new CompositionTree(kind, n, CompositionTree.Layers, []));
            case ModelKind.ConstrainedModel:
                return Gen.Select(
                    Leaf(ModelKind.Manifold, n, budget),
                    Leaf(ModelKind.Energy, n, budget),
                    (manifold, energy) => new CompositionTree(kind, n, CompositionTree.ConstrainedModel, [], manifold, energy));
            default:
                var codimensions = Gen.Int[1, Math.Min(budget.Codimension, budget.Outputs)];
                return Gen.Select(Gen.Bool, codimensions, (isSphere, codimension) => isSphere
                    ? new CompositionTree(kind, n, CompositionTree.Sphere, [1])
                    : new CompositionTree(kind, n, CompositionTree.Layers, [codimension]));
        }
    }

    /// <summary>The products of a union's outputs stay within the number of outputs.</summary>
    private static Budget Root(Budget budget) => budget with { Outputs = Math.Max(1, (int)Math.Sqrt(budget.Outputs)) };

    private static Gen<(Budget First, Budget Second)> Split(Budget budget) => budget is { Codimension: > 1, Outputs: > 1 }
        ? Gen.Select(Gen.Int[1, budget.Codimension - 1], Gen.Int[1, budget.Outputs - 1], (c, k)
            => (new Budget(c, k), new Budget(budget.Codimension - c, budget.Outputs - k)))
        : Gen.Const((budget, budget));

    /// <summary>The most that a subtree may have.</summary>
    private sealed record Budget(int Codimension, int Outputs)
    {
        public Budget Within(int ambient) => this with { Codimension = Math.Min(Codimension, ambient) };
    }
}
