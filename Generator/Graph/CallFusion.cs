using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>
/// Rewrites a graph so that functions of one operand at one point share a forward pass: a value and a derivative become a call
/// that returns both. Where several products with one Jacobian are wanted, or one with a vector that other operands must be asked for
/// first, the Jacobian itself is asked for, as long as it has few rows.
/// </summary>
internal sealed class CallFusion
{
    /// <summary>Up to here a Jacobian costs little more than a product with it: one batched pullback gives its rows.</summary>
    private const int FewRows = 8;

    private readonly ComputationGraph graph;
    private readonly bool[] asksOperands;
    private readonly Dictionary<(int Operand, NodeId Point), List<OperandCall>> places = [];
    private readonly GraphBuilder builder = new();
    private readonly NodeId?[] copies;

    private CallFusion(ComputationGraph graph)
    {
        this.graph = graph;
        copies = new NodeId?[graph.Nodes.Count];
        asksOperands = new bool[graph.Nodes.Count];
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            asksOperands[i] = node is OperandCall || node.Operands.Any(operand => asksOperands[operand.Index]);
            if (node is not OperandCall call)
                continue;
            if (!places.TryGetValue((call.Operand, call.Point), out var calls))
                places.Add((call.Operand, call.Point), calls = []);
            calls.Add(call);
        }
    }

    public static ComputationGraph Apply(ComputationGraph graph)
    {
        if (!graph.Nodes.OfType<OperandCall>().Any())
            return graph;
        var fusion = new CallFusion(graph);
        // In the order of the graph, so that what comes out reads from the first operand to the last.
        for (var i = 0; i < graph.Nodes.Count; i++)
            fusion.Copy(new NodeId(i));
        return fusion.builder.Build([.. graph.Outputs.Select(fusion.Copy)]);
    }

    private NodeId Copy(NodeId id) => copies[id.Index] ??= graph[id] switch
    {
        OperandCall call => Copy(call),
        var node => builder.Add(node.With([.. node.Operands.Select(Copy)])),
    };

    private NodeId Copy(OperandCall call)
    {
        var calls = places[(call.Operand, call.Point)];
        if (!IsProduct(call) || !UsesJacobian(calls))
            return Result(call, calls);
        var jacobian = Result(AsJacobian(call), calls);
        var vector = Copy(call.Arguments[1]);
        return call.Function == OperandFunction.Vjp ? builder.Contract(vector, jacobian) : builder.Apply(jacobian, vector);
    }

    /// <summary>The result of a call, taken from the one that returns a pair where it is one of the two.</summary>
    private NodeId Result(OperandCall call, List<OperandCall> calls)
    {
        if (Pair(calls) is not var (function, derivative) || (call.Function != First(function) && call != derivative))
            return builder.Add(call.With([.. call.Arguments.Select(Copy)]));
        var both = derivative with { Function = function, Shape = ShapeOf(call, function) };
        var pair = builder.Add(both.With([.. both.Arguments.Select(Copy)]));
        var first = builder.Add(new CallResult(pair, First(function), both.Shape));
        var second = builder.Add(new CallResult(pair, derivative.Function, derivative.Shape));
        return call.Function == First(function) ? first : second;
    }

    /// <summary>
    /// The function that returns two of the results that are wanted at a place, and the call of its derivative, if there is one.
    /// </summary>
    private (OperandFunction Function, OperandCall Derivative)? Pair(List<OperandCall> calls)
    {
        if (!calls.Any(call => call.Function is OperandFunction.Value or OperandFunction.Energy))
            return null;
        if (calls.Find(call => call.Function == OperandFunction.EnergyGradient) is { } gradient)
            return (OperandFunction.EnergyAndGradient, gradient);
        if (UsesJacobian(calls))
            return (OperandFunction.ValueAndJacobian, AsJacobian(calls[0]));
        // A vector that is computed from an operand's result may come after the value.
        return calls.Find(call => IsProduct(call) && !asksOperands[call.Arguments[1].Index]) is { } product
            ? (product.Function == OperandFunction.Jvp ? OperandFunction.ValueAndJvp : OperandFunction.ValueAndVjp, product)
            : null;
    }

    private bool UsesJacobian(List<OperandCall> calls)
    {
        if (calls.Exists(call => call.Function == OperandFunction.Jacobian))
            return true;
        var products = calls.FindAll(IsProduct);
        var afterwards = calls.Exists(call => call.Function == OperandFunction.Value)
            && products.Exists(product => asksOperands[product.Arguments[1].Index]);
        return products.Count > 0 && products[0].Codomain <= FewRows && (products.Count > 1 || afterwards);
    }

    /// <summary>The call of the Jacobian where another function is called.</summary>
    private OperandCall AsJacobian(OperandCall call) => call with
    {
        Function = OperandFunction.Jacobian,
        Arguments = new EquatableArray<NodeId>([call.Point]),
        Shape = ShapeOf(call, OperandFunction.Jacobian),
    };

    private Shape ShapeOf(OperandCall call, OperandFunction function)
        => OperandCall.ShapeOf(function, graph[call.Point].Shape.Size, call.Codomain);

    private static bool IsProduct(OperandCall call) => call.Function is OperandFunction.Jvp or OperandFunction.Vjp;

    private static OperandFunction First(OperandFunction pair)
        => pair == OperandFunction.EnergyAndGradient ? OperandFunction.Energy : OperandFunction.Value;
}
