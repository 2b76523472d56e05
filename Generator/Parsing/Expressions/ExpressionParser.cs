using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads the methods of a declaration into one graph with an output for each number that they return.</summary>
internal static class ExpressionParser
{
    /// <summary>The outputs of constraints, or null where there are none or one has a fault.</summary>
    /// <param name="declaration">The type's declaration.</param>
    /// <param name="methods">Its methods with [Constraint].</param>
    /// <param name="parameters">Its properties with [Parameter].</param>
    /// <param name="ambient">Number of coordinates, null where it is unknown.</param>
    /// <param name="isWhole">Whether there are no other outputs than these.</param>
    public static ExpressionSpec? Constraints(
        Declaration declaration, IReadOnlyList<IMethodSymbol> methods, IEnumerable<IPropertySymbol> parameters, int? ambient, bool isWhole)
    {
        var checkedMethods = methods
            .Select(method => OutputMethodParser.Check(declaration, method, "constraint", ambient, returnsSeveral: true))
            .ToList();
        if (ambient is not { } n)
            return null;
        var reading = new Reading(declaration, parameters);
        var x = reading.Graph.Add(new Input("x", n));
        var outputs = checkedMethods
            .Where(method => method is not null)
            .SelectMany(method => Outputs(reading, method!, x, n).Select((node, i) => new Output(method!, i, node)))
            .ToList();
        if (checkedMethods.Count == 0 || checkedMethods.Contains(null) || outputs.Any(output => output.Node is null))
            return null;
        ConstraintChecks.Check(reading, outputs, isWhole ? x : null);
        reading.ReportWarnings();
        return declaration.HasErrors ? null : new ExpressionSpec(reading.Graph.Build([.. outputs.Select(output => output.Node!.Value)]));
    }

    /// <summary>The one output of a potential, or null where it has a fault.</summary>
    public static ExpressionSpec? Potential(Declaration declaration, IMethodSymbol method, IEnumerable<IPropertySymbol> parameters, int? ambient)
    {
        var signature = OutputMethodParser.Check(declaration, method, "potential", ambient, returnsSeveral: false);
        if (signature is null || ambient is not { } n)
            return null;
        var reading = new Reading(declaration, parameters);
        var output = Outputs(reading, signature, reading.Graph.Add(new Input("x", n)), n)[0];
        reading.ReportWarnings();
        return output is { } node && !declaration.HasErrors ? new ExpressionSpec(reading.Graph.Build(node)) : null;
    }

    /// <summary>Nodes of a method's numbers, null for those that could not be read.</summary>
    private static IReadOnlyList<NodeId?> Outputs(Reading reading, OutputMethod method, NodeId x, int ambient)
    {
        reading.Restart();
        var coordinates = Enumerable.Range(0, ambient).Select(i => (ExpressionValue)new ScalarValue(reading.Graph.Slice(x, i, 1)));
        ExpressionValue[] arguments = method.TakesSpan ? [new ListValue(coordinates)] : [.. coordinates];
        if (reading.Bodies.Find(method.Symbol) is not { } body)
        {
            reading.Declaration.Reject();
            return [.. Enumerable.Repeat<NodeId?>(null, method.Outputs)];
        }

        var value = BodyReader.Read(reading, method.Symbol, arguments, body);
        var values = value is ListValue list && list.Items.Count == method.Outputs
            ? list.Items
            : new(Enumerable.Repeat(value, method.Outputs));
        var nodes = values.Select(item => Conversions.Real(reading, item)?.Node).ToList();
        // A body that ends without a result is the compiler's to report.
        if (nodes.Contains(null))
            reading.Declaration.Reject();
        return nodes;
    }
}
