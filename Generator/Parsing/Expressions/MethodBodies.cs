using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Finds the bodies of methods, and the values of fields, whose source is in the compilation.</summary>
internal sealed class MethodBodies(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly Dictionary<SyntaxNode, bool> faulty = [];
    private readonly Dictionary<IMethodSymbol, IBlockOperation?> bodies = new(SymbolEqualityComparer.Default);

    /// <summary>A method's body, or null where it has none, or comes from another assembly.</summary>
    public IBlockOperation? Find(IMethodSymbol method)
    {
        if (!bodies.TryGetValue(method, out var body))
        {
            body = Read(method);
            bodies.Add(method, body);
        }

        return body;
    }

    /// <summary>What a field starts with, or null where that is not written in the compilation.</summary>
    public IOperation? Initializer(IFieldSymbol field)
        => field.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
            && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? Model(reference.SyntaxTree).GetOperation(value, cancellation)
            : null;

    /// <summary>Whether the compiler reports an error in the member around a piece of source.</summary>
    public bool HasErrors(SyntaxNode syntax)
    {
        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? syntax;
        if (!faulty.TryGetValue(member, out var isFaulty))
        {
            isFaulty = Model(member.SyntaxTree).GetDiagnostics(member.Span, cancellation)
                .Any(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
            faulty.Add(member, isFaulty);
        }

        return isFaulty;
    }

    private IBlockOperation? Read(IMethodSymbol method)
    {
        var symbol = method.PartialImplementationPart ?? method;
        if (symbol.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || !compilation.ContainsSyntaxTree(reference.SyntaxTree))
            return null;
        return Model(reference.SyntaxTree).GetOperation(reference.GetSyntax(cancellation), cancellation) switch
        {
            IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
            ILocalFunctionOperation local => local.Body,
            IBlockOperation block => block,
            _ => null,
        };
    }

    private SemanticModel Model(SyntaxTree tree)
    {
        if (!models.TryGetValue(tree, out var model))
        {
            model = compilation.GetSemanticModel(tree);
            models.Add(tree, model);
        }

        return model;
    }
}
