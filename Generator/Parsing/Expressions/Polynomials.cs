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

    private const double Tolerance = 1e-12;

    private static readonly EquatableArray<int> One = EquatableArray<int>.Empty;

    private readonly Dictionary<NodeId, Dictionary<EquatableArray<int>, double>> known = [];

    /// <summary>Whether a node does not change with the point.</summary>
    public bool IsConstant(NodeId node) => Of(node).Keys.SelectMany(factors => factors).All(factor => !graph.ShapeOf(new NodeId(factor)).Batched);

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
        if (known.TryGetValue(node, out var terms))
            return terms;
        terms = graph[node] switch
        {
            Constant constant => Number(constant.Value),
            Unary { Op: UnaryOp.Negate } negated => Sum(Of(negated.Operand), -1, [], 1),
            Unary { Op: UnaryOp.OneMinus } rest => Sum(Number(1), 1, Of(rest.Operand), -1),
            Unary { Op: UnaryOp.OneMinusSquare } rest when Product(rest.Operand, rest.Operand) is { } square => Sum(Number(1), 1, square, -1),
            Unary { Op: UnaryOp.OnePlusSquare } rest when Product(rest.Operand, rest.Operand) is { } square => Sum(Number(1), 1, square, 1),
            Binary { Op: BinaryOp.Add } sum => Sum(Of(sum.Left), 1, Of(sum.Right), 1),
            Binary { Op: BinaryOp.Subtract } difference => Sum(Of(difference.Left), 1, Of(difference.Right), -1),
            Binary { Op: BinaryOp.Multiply } product when Product(product.Left, product.Right) is { } result => result,
            Binary { Op: BinaryOp.Divide } quotient when graph[quotient.Right] is Constant divisor => Sum(Of(quotient.Left), 1 / divisor.Value, [], 1),
            _ => new() { [new EquatableArray<int>([node.Index])] = 1 },
        };
        known.Add(node, terms);
        return terms;
    }

    private static Dictionary<EquatableArray<int>, double> Number(double value) => value == 0 ? [] : new() { [One] = value };

    private static Dictionary<EquatableArray<int>, double> Sum(
        Dictionary<EquatableArray<int>, double> left, double leftFactor, Dictionary<EquatableArray<int>, double> right, double rightFactor)
    {
        var sum = left.ToDictionary(term => term.Key, term => term.Value * leftFactor);
        foreach (var term in right)
            Add(sum, term.Key, term.Value * rightFactor);
        return sum;
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

    private Dictionary<EquatableArray<int>, double>? Product(NodeId left, NodeId right)
    {
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
