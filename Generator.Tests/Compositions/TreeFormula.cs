using DslManifolds.Generator.Models;
using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Generator.Tests.Compositions;

/// <summary>F and E of a tree of compositions, written out in terms of the modules at its leaves.</summary>
internal static class TreeFormula
{
    /// <summary>F(x): (batch, n) → (batch, k).</summary>
    public static Tensor Value(CompositionTree tree, nn.Module module, Tensor x)
    {
        var operands = Operands(module);
        Tensor Of(int i, Tensor y) => Value(tree.Operands[i], operands[i], y);
        switch (tree.Form)
        {
            case CompositionTree.Layers or CompositionTree.Sphere:
                return ((IManifold)module).Value(x);
            case CompositionTree.ConstrainedModel:
                return Of(0, x);
            case CompositionTree.Union:
                return (Of(0, x).unsqueeze(2) * Of(1, x).unsqueeze(1)).flatten(1);
            case CompositionTree.Intersect:
                return cat([Of(0, x), Of(1, x)], 1);
            case CompositionTree.Product:
                var n = tree.Operands[0].Ambient;
                return cat([Of(0, x[.., ..n]), Of(1, x[.., n..])], 1);
            default:
                return Of(0, MapBack(tree, x));
        }
    }

    /// <summary>E(x): (batch, n) → (batch).</summary>
    public static Tensor Energy(CompositionTree tree, nn.Module module, Tensor x)
    {
        var operands = Operands(module);
        Tensor Of(int i, Tensor y) => Energy(tree.Operands[i], operands[i], y);
        switch (tree.Form)
        {
            case CompositionTree.Layers:
                return ((IEnergy)module).Energy(x);
            case CompositionTree.ConstrainedModel:
                return Of(1, x);
            case CompositionTree.Union:
                var shares = Array.ConvertAll(tree.Numbers, weight => weight / tree.Numbers.Sum());
                if (tree.Kind == ModelKind.Energy)
                    return -(shares[0] * (-Of(0, x)).exp() + shares[1] * (-Of(1, x)).exp()).log();
                var constants = ((INormalizedUnion)module).Normalization.LogNormalizers;
                using (var nearest = tensor(UnionDensity.NearestComponents(((IUnion)module).Components, x)))
                {
                    return (Of(0, x) + (constants[0] - Math.Log(shares[0])))
                        .where(nearest.eq(0), Of(1, x) + (constants[1] - Math.Log(shares[1])));
                }

            case CompositionTree.Intersect:
                return Of(0, x) + Of(1, x);
            case CompositionTree.Product:
                var n = tree.Operands[0].Ambient;
                return Of(0, x[.., ..n]) + Of(1, x[.., n..]);
            case CompositionTree.Scale when tree.Kind == ModelKind.ConstrainedModel:
                return Of(0, MapBack(tree, x)) + (((IManifold)module).Dimension * Math.Log(tree.Numbers[0]));
            default:
                return Of(0, MapBack(tree, x));
        }
    }

    private static nn.Module[] Operands(nn.Module module) => [.. module.children().Where(child => child is IManifold or IEnergy)];

    private static Tensor MapBack(CompositionTree tree, Tensor x)
    {
        switch (tree.Form)
        {
            case CompositionTree.Translate:
                return x - tensor(tree.Numbers, float64);
            case CompositionTree.Scale:
                return x / tree.Numbers[0];
            default:
                var (from, to, angle) = ((int)tree.Numbers[0], (int)tree.Numbers[1], tree.Numbers[2] * Math.PI / 180);
                var columns = Enumerable.Range(0, tree.Ambient).Select(i => x[.., i]).ToArray();
                (columns[from], columns[to]) = (
                    Math.Cos(angle) * columns[from] + Math.Sin(angle) * columns[to],
                    Math.Cos(angle) * columns[to] - Math.Sin(angle) * columns[from]);
                return stack(columns, 1);
        }
    }
}
