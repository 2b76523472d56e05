using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>From where a type can be named: inside of its assembly and outside, 0 nowhere, 1 in derived types, 2 everywhere.</summary>
/// <remarks>Neither of protected and internal includes the other, so accessibilities have no order of their own.</remarks>
internal readonly record struct Reach(int Inside, int Outside)
{
    public static Reach Of(INamedTypeSymbol type)
    {
        var reach = new Reach(2, 2);
        for (var symbol = type; symbol is not null; symbol = symbol.ContainingType)
        {
            var (inside, outside) = symbol.DeclaredAccessibility switch
            {
                Accessibility.Public => (2, 2),
                Accessibility.ProtectedOrInternal => (2, 1),
                Accessibility.Internal => (2, 0),
                Accessibility.Protected => (1, 1),
                Accessibility.ProtectedAndInternal => (1, 0),
                _ => (0, 0),
            };
            reach = new Reach(Math.Min(reach.Inside, inside), Math.Min(reach.Outside, outside));
        }

        return reach;
    }

    /// <summary>Whether whoever can name the other type can name this one.</summary>
    public bool Includes(Reach other) => Inside >= other.Inside && Outside >= other.Outside;
}
