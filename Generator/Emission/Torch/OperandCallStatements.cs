using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// Statements that call operands. An operand returns energies as (batch) and a Jacobian of one row as (batch, 1, n), where graphs
/// have (batch, 1) and (batch, n); what goes straight to the caller stays as the operand returns it.
/// </summary>
internal static class OperandCallStatements
{
    public static string Call(TorchBody body, NodeId id, OperandCall node)
    {
        var arguments = node.Arguments.Select(argument => body.Filled(argument, body.ShapeOf(argument) with { Batched = true }));
        return Formed(body, id, node.Function, $"{body.Operand(node.Operand)}.{node.Function}({string.Join(", ", arguments)})");
    }

    public static string Result(TorchBody body, NodeId id, CallResult node)
    {
        var part = node.Part switch
        {
            OperandFunction.Jvp or OperandFunction.Vjp => "Product",
            OperandFunction.EnergyGradient => "Gradient",
            var other => other.ToString(),
        };
        return Formed(body, id, node.Part, $"{body.Name(node.Call)}.{part}");
    }

    public static string NameOf(OperandCall node) => NameOf(node.Function, node.Shape);

    public static string NameOf(CallResult node) => NameOf(node.Part, node.Shape);

    private static string NameOf(OperandFunction function, Shape shape) => function switch
    {
        OperandFunction.Value => "value",
        OperandFunction.Jvp => "pushed",
        OperandFunction.Vjp => "pulled",
        OperandFunction.Jacobian => shape.Rows > 1 ? "jacobian" : "gradient",
        OperandFunction.Energy => "energy",
        OperandFunction.EnergyGradient => "gradient",
        _ => "pair",
    };

    /// <summary>
    /// Outputs that are returned in the form in which an operand returns them: read by nothing else, they need no other. A node may
    /// be several outputs, each in a form of its own.
    /// </summary>
    public static HashSet<NodeId> PassedOn(ComputationGraph graph, IReadOnlyList<OutputForm> forms)
    {
        var passed = new HashSet<NodeId>(graph.Outputs);
        passed.ExceptWith(graph.Outputs.Where((output, i) => forms[i] != FormOf(graph[output])));
        passed.ExceptWith(graph.Nodes.SelectMany(node => node.Operands));
        return passed;
    }

    private static OutputForm FormOf(Node node) => FormOf(
        node switch { OperandCall call => call.Function, CallResult result => result.Part, _ => null }, node.Shape);

    /// <summary>The form in which an operand returns a value of a graph's shape.</summary>
    private static OutputForm FormOf(OperandFunction? function, Shape shape) => function switch
    {
        OperandFunction.Energy => OutputForm.Scalar,
        OperandFunction.Jacobian when shape.Rows == 1 => OutputForm.SingleRow,
        _ => OutputForm.AsIs,
    };

    private static string Formed(TorchBody body, NodeId id, OperandFunction function, string expression)
        => FormOf(function, body.ShapeOf(id)) switch
        {
            var form when form == OutputForm.AsIs || body.PassedOn.Contains(id) => expression,
            OutputForm.Scalar => $"{body.Temporary("energies", expression)}.unsqueeze(1)",
            _ => $"{body.Temporary("jacobian", expression)}.squeeze(1)",
        };
}
