using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads one attribute: its values, and the places in the source where they stand.</summary>
internal sealed class AttributeReader(AttributeData attribute, CancellationToken cancellation)
{
    private readonly AttributeSyntax? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    public static AttributeReader? Find(INamedTypeSymbol type, string metadataName, CancellationToken cancellation)
        => type.GetAttributes().FirstOrDefault(data => IsNamed(data, metadataName)) is { } attribute
            ? new AttributeReader(attribute, cancellation)
            : null;

    /// <summary>Value of a named argument, or null where it is not given or is in error.</summary>
    public T? Named<T>(string name)
        where T : struct
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum
                && argument.Value.Value is T value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Value of a positional argument; its kind is Error where there is none.</summary>
    public TypedConstant Positional(int index)
        => index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index] : default;

    /// <summary>Whether the compiler accepts the attribute's arguments; where it does not, it says so itself.</summary>
    public bool IsWellFormed => attribute.AttributeConstructor is not null
        && attribute.ConstructorArguments.All(IsWellFormedConstant)
        && attribute.NamedArguments.All(argument => IsWellFormedConstant(argument.Value))
        && (syntax is null || !HasUnreadArguments());

    public Location? Location => syntax?.GetLocation();

    public Location? NamedLocation(string name)
        => syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)
            ?.Expression.GetLocation() ?? Location;

    public Location? PositionalLocation(int index) => PositionalExpression(index)?.GetLocation() ?? Location;

    /// <summary>Place of one element of a params array, written out or as an array.</summary>
    public Location? ElementLocation(int index)
    {
        var expressions = Positional().ToArray();
        if (expressions.Length == 1)
        {
            switch (expressions[0])
            {
                case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                    return initializer.Expressions.ElementAtOrDefault(index)?.GetLocation() ?? Location;
                case ImplicitArrayCreationExpressionSyntax array:
                    return array.Initializer.Expressions.ElementAtOrDefault(index)?.GetLocation() ?? Location;
                case CollectionExpressionSyntax collection:
                    return collection.Elements.ElementAtOrDefault(index)?.GetLocation() ?? Location;
            }
        }

        return expressions.ElementAtOrDefault(index)?.GetLocation() ?? Location;
    }

    internal static bool IsNamed(AttributeData data, string metadataName)
        => data.AttributeClass is { ContainingNamespace: { } container } type
            && metadataName == $"{container.ToDisplayString()}.{type.MetadataName}";

    /// <summary>The expression of a parameter, given by place or by name (manifold: …).</summary>
    private ExpressionSyntax? PositionalExpression(int index)
    {
        var parameter = attribute.AttributeConstructor?.Parameters.ElementAtOrDefault(index)?.Name;
        var byName = syntax?.ArgumentList?.Arguments
            .FirstOrDefault(argument => parameter is not null && argument.NameColon?.Name.Identifier.ValueText == parameter);
        return byName?.Expression ?? Positional().ElementAtOrDefault(index);
    }

    private IEnumerable<ExpressionSyntax> Positional()
        => syntax?.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.Expression) ?? [];

    // A named argument whose value does not convert is left out of the attribute's data.
    private bool HasUnreadArguments()
        => (syntax?.ArgumentList?.Arguments.Count(argument => argument.NameEquals is not null) ?? 0) != attribute.NamedArguments.Length;

    private static bool IsWellFormedConstant(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array => constant.IsNull || constant.Values.All(IsWellFormedConstant),
        _ => true,
    };
}
