using System.Collections.Immutable;
using System.Composition;
using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.CodeFixes;

/// <summary>Adds zeros to a translation that has a number for some coordinates only (DSLM028).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddZerosCodeFix))]
[Shared]
public sealed class AddZerosCodeFix : TextChangeCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.TranslationLength.Id];

    private protected override (string Title, TextChange[] Changes)? Fix(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Missing, out var text) || !int.TryParse(text, out var missing) || missing < 1)
            return null;
        var zeros = string.Join(", ", Enumerable.Repeat("0", missing));
        TextChange? change = node switch
        {
            AttributeSyntax { ArgumentList: { } arguments } => After(arguments, zeros),
            ImplicitArrayCreationExpressionSyntax array => Into(array.Initializer.OpenBraceToken, array.Initializer.Expressions.LastOrDefault(), zeros),
            // With its length written out, an array would not hold them.
            ArrayCreationExpressionSyntax { Initializer: { } initializer } array when array.Type.RankSpecifiers[0].Sizes[0].IsKind(SyntaxKind.OmittedArraySizeExpression)
                => Into(initializer.OpenBraceToken, initializer.Expressions.LastOrDefault(), zeros),
            CollectionExpressionSyntax collection => Into(collection.OpenBracketToken, collection.Elements.LastOrDefault(), zeros),
            _ => null,
        };
        return change is { } one ? (missing == 1 ? "Add the missing zero" : $"Add {missing} missing zeros", [one]) : null;
    }

    /// <summary>After the numbers that stand as arguments of their own.</summary>
    private static TextChange? After(AttributeArgumentListSyntax arguments, string zeros)
    {
        var given = arguments.Arguments.Where(argument => argument.NameEquals is null).ToList();
        // After an argument by name, or null for an array, no number can follow.
        var isList = given.Count > 0 && given.All(argument => argument.NameColon is null
            && !argument.Expression.DescendantNodesAndSelf().Any(part => part.IsKind(SyntaxKind.NullLiteralExpression)));
        return isList ? new TextChange(new TextSpan(given[given.Count - 1].Span.End, 0), $", {zeros}") : null;
    }

    private static TextChange Into(SyntaxToken open, SyntaxNode? last, string zeros) => last is null
        ? new TextChange(new TextSpan(open.Span.End, 0), open.IsKind(SyntaxKind.OpenBraceToken) ? $" {zeros}" : zeros)
        : new TextChange(new TextSpan(last.Span.End, 0), $", {zeros}");
}
