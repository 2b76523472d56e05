using System.Collections.Immutable;
using System.Composition;
using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.CodeFixes;

/// <summary>Puts the dimension that follows from a manifold's constraints in place of the one that is stated (DSLM041).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectDimensionCodeFix))]
[Shared]
public sealed class CorrectDimensionCodeFix : TextChangeCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.DimensionContradicted.Id];

    private protected override (string Title, TextChange[] Changes)? Fix(Diagnostic diagnostic, SyntaxNode node)
        => node is ExpressionSyntax && diagnostic.Properties.TryGetValue(DiagnosticProperties.Dimension, out var dimension) && dimension is not null
            ? ($"Set Dimension to {dimension}", [new TextChange(node.Span, dimension)])
            : null;
}
