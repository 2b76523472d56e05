using System.Collections.Immutable;
using System.Composition;
using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.CodeFixes;

/// <summary>Adds the modifier partial to a declared type (DSLM001), or to a type around one (DSLM002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFix))]
[Shared]
public sealed class MakePartialCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticDescriptors.NotPartial.Id, DiagnosticDescriptors.ContainerNotPartial.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Make '{type.Identifier.ValueText}' partial",
                    cancellation => MakePartialAsync(context.Document, type, cancellation),
                    equivalenceKey: nameof(MakePartialCodeFix)),
                diagnostic);
        }
    }

    /// <summary>Adds the modifier to every part of the type that lacks it, whichever document it stands in.</summary>
    private static async Task<Solution> MakePartialAsync(
        Document document, TypeDeclarationSyntax type, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var parts = model?.GetDeclaredSymbol(type, cancellation)?.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .Where(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword));
        foreach (var tree in (parts ?? []).GroupBy(part => part.SyntaxTree))
        {
            if (solution.GetDocumentId(tree.Key) is not { } id)
                continue;
            var root = await tree.Key.GetRootAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithDocumentSyntaxRoot(id, root.ReplaceNodes(tree, static (_, part) => WithPartial(part)));
        }

        return solution;
    }

    /// <summary>The modifier comes last, right before the keyword, whose comments stay before the first modifier.</summary>
    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
            return type.AddModifiers(partial);
        return type
            .WithKeyword(type.Keyword.WithLeadingTrivia())
            .AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }
}
