using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Checks that constraints say something, and not the same thing twice.</summary>
internal static class ConstraintChecks
{
    /// <summary>How many coordinates a message names one by one.</summary>
    private const int NamedCoordinates = 4;

    /// <param name="reading">What has been read.</param>
    /// <param name="outputs">All outputs, none unknown.</param>
    /// <param name="point">The point, where no other outputs depend on it.</param>
    public static void Check(Reading reading, IReadOnlyList<Output> outputs, NodeId? point)
    {
        var polynomials = new Polynomials(reading.Graph);
        var varying = new List<Output>();
        foreach (var output in outputs)
        {
            if (polynomials.IsConstant(output.Node!.Value))
            {
                Report(reading, DiagnosticDescriptors.ConstantConstraint, output, output.Name, reading.Declaration.Type.Name);
                continue;
            }

            if (varying.FirstOrDefault(other => polynomials.AreProportional(other.Node!.Value, output.Node!.Value)) is { } same)
                Report(reading, DiagnosticDescriptors.ProportionalConstraints, output, output.Name, same.Name, reading.Declaration.Type.Name);
            varying.Add(output);
        }

        if (point is { } x && !reading.Declaration.HasErrors && reading.Declaration.IsReporting)
            CheckCoordinates(reading, outputs, x);
    }

    private static void CheckCoordinates(Reading reading, IReadOnlyList<Output> outputs, NodeId point)
    {
        var ambient = reading.Graph.ShapeOf(point).Size;
        var graph = reading.Graph.Build([.. outputs.Select(output => output.Node!.Value)]);
        var used = new HashSet<int>();
        foreach (var node in graph.Nodes)
        {
            if (node is Slice slice)
                used.UnionWith(Enumerable.Range(slice.Start, slice.Shape.Size));
        }

        var unused = ambient == 1 ? [] : Enumerable.Range(0, ambient).Where(i => !used.Contains(i)).ToList();
        var first = outputs[0].Method;
        var parameters = first.Symbol.Parameters;
        var type = reading.Declaration.Type.Name;
        if (first.TakesSpan && unused.Count > 0)
        {
            var names = unused.Take(NamedCoordinates).Select(i => $"{parameters[0].Name}[{i}]").ToList();
            if (unused.Count > NamedCoordinates)
                names.Add($"{unused.Count - NamedCoordinates} more");
            Unused(parameters[0], string.Join(", ", names));
            return;
        }

        foreach (var i in unused)
            Unused(parameters[i], parameters[i].Name);

        void Unused(IParameterSymbol parameter, string name) => reading.Report(
            DiagnosticDescriptors.UnusedCoordinate, Syntax(reading, parameter), () => UserSource.LocationOf(parameter), name, type);
    }

    private static void Report(Reading reading, DiagnosticDescriptor descriptor, Output output, params object[] arguments)
    {
        var method = output.Method.Symbol;
        reading.Report(descriptor, Syntax(reading, method), () => UserSource.LocationOf(method), arguments);
    }

    private static SyntaxNode Syntax(Reading reading, ISymbol symbol)
        => symbol.DeclaringSyntaxReferences[0].GetSyntax(reading.Declaration.Cancellation);
}
