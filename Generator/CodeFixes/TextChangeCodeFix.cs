using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.CodeFixes;

/// <summary>A code fix that changes a few characters of the diagnostic's own document and leaves all others as they are.</summary>
public abstract class TextChangeCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node is null || Fix(diagnostic, node) is not var (title, changes))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => ApplyAsync(context.Document, changes, cancellation), equivalenceKey: GetType().Name),
                diagnostic);
        }
    }

    /// <summary>What the action is called and what it changes; null where there is nothing to offer.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="node">What it points to.</param>
    private protected abstract (string Title, TextChange[] Changes)? Fix(Diagnostic diagnostic, SyntaxNode node);

    private static async Task<Document> ApplyAsync(Document document, TextChange[] changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
