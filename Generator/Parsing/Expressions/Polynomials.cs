using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>
/// Nodes as polynomials in those nodes that are no sums or products, multiplied out: what is equal on paper is then equal here,
/// as far as sums and products go.
/// </summary>
internal sealed class Polynomials(GraphBuilder graph)
{
    /// <summary>A product of more terms than this is not multiplied out, but taken as a whole.</summary>
    private const int TermLimit = 200;

    /// <summary>A sum is walked through for so many steps; what is left then is taken as a whole.</summary>
    private const int SumLimit = 10_000;

    /// <summary>Products inside of sums inside of products are multiplied out so deep.</summary>
    private const int DepthLimit = 50;

    private const double Tolerance = 1e-12;

    private static readonly EquatableArray<int> One = EquatableArray<int>.Empty;

    private readonly Dictionary<NodeId, Dictionary<EquatableArray<int>, double>> known = [];
    private int depth;

    /// <summary>Whether a node does not change with the point.</summary>
    public bool IsConstant(NodeId node)
        => Of(node).Keys.SelectMany(factors => factors).All(factor => !graph.ShapeOf(new NodeId(factor)).Batched);

    /// <summary>Whether one node is a number times the other, a number other than 0.</summary>
    public bool AreProportional(NodeId left, NodeId right)
    {
        var (a, b) = (Of(left), Of(right));
        if (a.Count == 0 || a.Count != b.Count || !a.Keys.All(b.ContainsKey))
            return false;
        var largest = a.OrderByDescending(term => Math.Abs(term.Value)).First();
        var ratio = b[largest.Key] / largest.Value;
        return a.All(term => Math.Abs(b[term.Key] - (ratio * term.Value)) <= Tolerance * Math.Abs(b[term.Key]));
    }

    /// <summary>Coefficients by the factors of their terms, in order, each as often as its power.</summary>
    private Dictionary<EquatableArray<int>, double> Of(NodeId node)
    {
        if (!known.TryGetValue(node, out var terms))
        {
            depth++;
            terms = [];
            Collect(terms, node);
            depth--;
            known.Add(node, terms);
        }

        return terms;
    }

    /// <summary>Adds up the terms of a sum, however long; without recursion, since a sum of sums may be as deep as it is long.</summary>
    private void Collect(Dictionary<EquatableArray<int>, double> terms, NodeId sum)
    {
        var open = new Stack<(NodeId Node, double Factor)>();
        open.Push((sum, 1));
        for (var steps = 0; open.Count > 0; steps++)
        {
            var (node, factor) = open.Pop();
            switch (graph[node])
            {
                case Constant constant:
                    Add(terms, One, factor * constant.Value);
                    break;
                case Unary { Op: UnaryOp.Negate } negated when steps < SumLimit:
                    open.Push((negated.Operand, -factor));
                    break;
                case Unary { Op: UnaryOp.OneMinus } rest when steps < SumLimit:
                    Add(terms, One, factor);
                    open.Push((rest.Operand, -factor));
                    break;
                case Binary { Op: BinaryOp.Add or BinaryOp.Subtract } pair when steps < SumLimit:
                    open.Push((pair.Right, pair.Op == BinaryOp.Add ? factor : -factor));
                    open.Push((pair.Left, factor));
                    break;
                case Binary { Op: BinaryOp.Divide } quotient when steps < SumLimit && graph[quotient.Right] is Constant divisor:
                    open.Push((quotient.Left, factor / divisor.Value));
                    break;
                case Binary { Op: BinaryOp.Multiply } product when steps < SumLimit && graph[product.Right] is Constant scale:
                    open.Push((product.Left, factor * scale.Value));
                    break;
                case Binary { Op: BinaryOp.Multiply } product when Product(product.Left, product.Right) is { } result:
                    foreach (var term in result)
                        Add(terms, term.Key, factor * term.Value);
                    break;
                default:
                    Add(terms, new EquatableArray<int>([node.Index]), factor);
                    break;
            }
        }
    }

    private static void Add(Dictionary<EquatableArray<int>, double> terms, EquatableArray<int> factors, double coefficient)
    {
        var sum = terms.TryGetValue(factors, out var present) ? present + coefficient : coefficient;
        // What cancels but for rounding is gone.
        if (Math.Abs(sum) <= Tolerance * Math.Abs(coefficient))
            terms.Remove(factors);
        else
            terms[factors] = sum;
    }

    /// <summary>A product multiplied out, or null where it is too large.</summary>
    private Dictionary<EquatableArray<int>, double>? Product(NodeId left, NodeId right)
    {
        if (depth > DepthLimit)
            return null;
        var (a, b) = (Of(left), Of(right));
        if (a.Count * b.Count > TermLimit)
            return null;
        var product = new Dictionary<EquatableArray<int>, double>();
        foreach (var x in a)
        {
            foreach (var y in b)
                Add(product, new EquatableArray<int>(x.Key.Concat(y.Key).OrderBy(factor => factor)), x.Value * y.Value);
        }

        return product;
    }
}
