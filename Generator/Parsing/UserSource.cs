using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.Parsing;

/// <summary>
/// Tells the user's parts of a type from the generated one. The generator never sees its own output, the analyzer does: it sees
/// the module's base class, constructors and members as if the user had written them.
/// </summary>
internal static class UserSource
{
    private static readonly string GeneratorName = typeof(ManifoldGenerator).FullName;

    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.Contains(GeneratorName);

    /// <summary>The user's parts of a type; none where the type comes from another assembly.</summary>
    public static IEnumerable<TypeDeclarationSyntax> Parts(INamedTypeSymbol type, CancellationToken cancellation)
        => type.DeclaringSyntaxReferences
            .Where(reference => !IsGenerated(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>();

    /// <summary>Members that the user has written.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        !member.IsImplicitlyDeclared
        && member.DeclaringSyntaxReferences.Any(reference => !IsGenerated(reference.SyntaxTree)));

    /// <summary>Where the user has written a member.</summary>
    public static Location? LocationOf(ISymbol member)
        => member.Locations.FirstOrDefault(location => location.SourceTree is { } tree && !IsGenerated(tree));
}
