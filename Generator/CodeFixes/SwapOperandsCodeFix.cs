using System.Collections.Immutable;
using System.Composition;
using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.CodeFixes;

/// <summary>Puts operands in their order: the manifold before the energy, the encoder before the decoder (DSLM017).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwapOperandsCodeFix))]
[Shared]
public sealed class SwapOperandsCodeFix : TextChangeCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.OperandsSwapped.Id];

    private protected override (string Title, TextChange[] Changes)? Fix(Diagnostic diagnostic, SyntaxNode node)
    {
        // Names of arguments stay where they are: what they stand for changes places. The energy of a pushforward model keeps its own.
        var operands = node.FirstAncestorOrSelf<AttributeSyntax>()?.ArgumentList?.Arguments
            .Where(argument => argument.NameColon?.Name.Identifier.ValueText != "latentEnergy")
            .Select(argument => argument.Expression)
            .ToList();
        if (operands is not [var first, var second, ..])
            return null;
        return (
            $"Swap {first} and {second}", [new TextChange(first.Span, second.ToString()), new TextChange(second.Span, first.ToString())]);
    }
}
