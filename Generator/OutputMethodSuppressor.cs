using System.Collections.Immutable;
using DslManifolds.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DslManifolds.Generator;

/// <summary>
/// Silences advice that is wrong for methods with [Constraint] or [Potential]. The generator reads them, nobody calls them: they are
/// neither unused nor better static, and they take every coordinate, used or not.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutputMethodSuppressor : DiagnosticSuppressor
{
    private static readonly ImmutableDictionary<string, SuppressionDescriptor> Descriptors = new[]
    {
        Descriptor("DSLMS001", "IDE0051", "The generator reads the method."),
        Descriptor("DSLMS002", "CA1822", "The method is never called, and may read parameters one day."),
        Descriptor("DSLMS003", "IDE0060", "A constraint takes every coordinate of the point."),
        Descriptor("DSLMS004", "CA1801", "A constraint takes every coordinate of the point."),
    }.ToImmutableDictionary(descriptor => descriptor.SuppressedDiagnosticId);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        [.. Descriptors.Values.OrderBy(descriptor => descriptor.Id)];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (Descriptors.TryGetValue(diagnostic.Id, out var descriptor) && IsOfOutputMethod(context, diagnostic.Location))
                context.ReportSuppression(Suppression.Create(descriptor, diagnostic));
        }
    }

    private static bool IsOfOutputMethod(SuppressionAnalysisContext context, Location location)
    {
        if (location.SourceTree is not { } tree)
            return false;
        var method = tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>();
        // Only methods with attributes are worth a semantic model.
        return method is { AttributeLists.Count: > 0 }
            && context.GetSemanticModel(tree).GetDeclaredSymbol(method, context.CancellationToken) is { } symbol
            && symbol.GetAttributes().Any(data => AttributeReader.IsNamed(data, TypeNames.ConstraintAttribute)
                || AttributeReader.IsNamed(data, TypeNames.PotentialAttribute));
    }

    private static SuppressionDescriptor Descriptor(string id, string suppressed, string justification) => new(id, suppressed, justification);
}
