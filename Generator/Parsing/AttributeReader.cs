using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads one attribute: its values, and the places in the source where they stand.</summary>
internal sealed class AttributeReader(AttributeData attribute, CancellationToken cancellation)
{
    private readonly AttributeSyntax? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    public static AttributeReader? Find(ISymbol symbol, string metadataName, CancellationToken cancellation)
        => symbol.GetAttributes().FirstOrDefault(data => IsNamed(data, metadataName)) is { } attribute
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

    /// <summary>Numbers of a named argument that is an array, or null where it is not given or null.</summary>
    public double[]? NamedNumbers(string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? Numbers(array)
            : null;

    /// <summary>Numbers of a positional argument that is an array; none where it is null.</summary>
    public double[] PositionalNumbers(int index)
        => Positional(index) is { Kind: TypedConstantKind.Array, IsNull: false } array ? Numbers(array) : [];

    /// <summary>Whether a named argument is given.</summary>
    public bool Has(string name) => attribute.NamedArguments.Any(argument => argument.Key == name);

    /// <summary>Number of the constructor's parameters, which tells constructors apart.</summary>
    public int Parameters => attribute.AttributeConstructor?.Parameters.Length ?? 0;

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
        => NamedExpression(name)?.GetLocation() ?? Location;

    public Location? PositionalLocation(int index) => PositionalExpression(index)?.GetLocation() ?? Location;

    /// <summary>Place of one element of a params array, written out or as an array.</summary>
    public Location? ElementLocation(int parameter, int index) => Element(Elements(parameter), index);

    /// <summary>Place of one element of an array that is a named argument.</summary>
    public Location? NamedElementLocation(string name, int index) => Element(NamedExpression(name) is { } array ? [array] : [], index);

    /// <summary>Place of a params array where it is written as an array, otherwise of the attribute.</summary>
    public Location? ArrayLocation(int parameter)
        => Elements(parameter) is [{ } array] && ElementsOf(array) is not null ? array.GetLocation() : Location;

    internal static bool IsNamed(AttributeData data, string metadataName)
        => data.AttributeClass is { ContainingNamespace: { } container } type
            && metadataName == $"{container.ToDisplayString()}.{type.MetadataName}";

    private static IEnumerable<ExpressionSyntax>? ElementsOf(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression),
        _ => null,
    };

    private Location? Element(IReadOnlyList<ExpressionSyntax> expressions, int index)
    {
        var elements = expressions.Count == 1 ? ElementsOf(expressions[0]) ?? expressions : expressions;
        return elements.ElementAtOrDefault(index)?.GetLocation() ?? Location;
    }

    private ExpressionSyntax? NamedExpression(string name) => syntax?.ArgumentList?.Arguments
        .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;

    /// <summary>The expression of a parameter, given by place or by name (manifold: …).</summary>
    private ExpressionSyntax? PositionalExpression(int index) => Elements(index).FirstOrDefault();

    /// <summary>The expressions of a parameter, several where it is a params array.</summary>
    private IReadOnlyList<ExpressionSyntax> Elements(int index)
    {
        var arguments = syntax?.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null).ToList() ?? [];
        var parameter = attribute.AttributeConstructor?.Parameters.ElementAtOrDefault(index);
        var byName = arguments.FindIndex(argument => parameter is not null && argument.NameColon?.Name.Identifier.ValueText == parameter.Name);
        var start = byName < 0 ? index : byName;
        // By name, a params array is one argument, or its first element; what follows without a name belongs to it.
        return
        [
            .. arguments.Skip(start)
                .TakeWhile((argument, i) => i == 0 || (parameter is { IsParams: true } && argument.NameColon is null))
                .Select(argument => argument.Expression),
        ];
    }

    // A named argument whose value does not convert is left out of the attribute's data.
    private bool HasUnreadArguments()
        => (syntax?.ArgumentList?.Arguments.Count(argument => argument.NameEquals is not null) ?? 0) != attribute.NamedArguments.Length;

    private static double[] Numbers(TypedConstant array) => [.. array.Values.Select(value => value.Value is double number ? number : double.NaN)];

    private static bool IsWellFormedConstant(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array => constant.IsNull || constant.Values.All(IsWellFormedConstant),
        _ => true,
    };
}
