using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Finds the methods with [Constraint] or [Potential] and checks their signatures.</summary>
internal static class OutputMethodParser
{
    private const string TakesNumbers = "take numbers of type double or float, or the whole point as one ReadOnlySpan of them";

    /// <summary>Methods with an attribute, in the order of the source.</summary>
    public static IReadOnlyList<IMethodSymbol> Find(INamedTypeSymbol type, string attribute)
        => [.. UserSource.Members(type).OfType<IMethodSymbol>().Where(
            method => method.GetAttributes().Any(data => AttributeReader.IsNamed(data, attribute)))];

    /// <summary>How many numbers a method returns, or null where it returns something else.</summary>
    public static int? Outputs(IMethodSymbol method) => method.ReturnType switch
    {
        _ when method.RefKind != RefKind.None => null,
        INamedTypeSymbol { IsTupleType: true } tuple when tuple.TupleElements.All(element => IsNumber(element.Type))
            => tuple.TupleElements.Length,
        var type => IsNumber(type) ? 1 : null,
    };

    /// <summary>Checks a method's signature.</summary>
    /// <param name="declaration">The type's declaration.</param>
    /// <param name="method">The method.</param>
    /// <param name="word">How messages call it.</param>
    /// <param name="ambient">Number of coordinates, null where it is unknown.</param>
    /// <param name="returnsSeveral">Whether it may return a tuple.</param>
    public static OutputMethod? Check(Declaration declaration, IMethodSymbol method, string word, int? ambient, bool returnsSeveral)
    {
        var body = method.PartialImplementationPart ?? method;
        var isRight = true;
        if (Fault(body) is { } fault)
            Report(DiagnosticDescriptors.OutputMethod, () => UserSource.LocationOf(body), word, method.Name, fault);

        var syntax = body.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(declaration.Cancellation) as MethodDeclarationSyntax;
        var outputs = Outputs(body);
        if (UnknownTypes.IsUnknown(body.ReturnType))
            Reject();
        else if (outputs is null || (outputs > 1 && !returnsSeveral))
        {
            Types(() => syntax?.ReturnType.GetLocation(), returnsSeveral ? "return double, float or a tuple of them" : "return double or float");
        }

        var takesSpan = body.Parameters.Length == 1 && IsSpanOfNumbers(body.Parameters[0].Type);
        for (var i = 0; i < body.Parameters.Length; i++)
        {
            var place = i;
            if (UnknownTypes.IsUnknown(body.Parameters[i].Type))
                Reject();
            else if (body.Parameters[i].RefKind is RefKind.Ref or RefKind.Out)
                Types(() => syntax?.ParameterList.Parameters[place].GetLocation(), "take its coordinates by value");
            else if (!takesSpan && !IsNumber(body.Parameters[i].Type))
                Types(() => syntax?.ParameterList.Parameters[place].Type?.GetLocation(), TakesNumbers);
        }

        if (ambient is { } n && isRight && !takesSpan && body.Parameters.Length != n)
        {
            Report(
                DiagnosticDescriptors.ParameterCount,
                () => UserSource.LocationOf(body),
                word,
                method.Name,
                body.Parameters.Length == 1 ? "1 parameter" : $"{body.Parameters.Length} parameters",
                declaration.Type.Name,
                n);
        }

        return isRight ? new OutputMethod(body, outputs!.Value, takesSpan) : null;

        void Types(Func<Location?> location, string what) => Report(DiagnosticDescriptors.OutputTypes, location, word, method.Name, what);

        void Report(DiagnosticDescriptor descriptor, Func<Location?> location, params object[] arguments)
        {
            isRight = false;
            declaration.Report(descriptor, location, arguments);
        }

        void Reject()
        {
            isRight = false;
            declaration.Reject();
        }
    }

    private static string? Fault(IMethodSymbol method) => method switch
    {
        { MethodKind: not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) } => "is an accessor or an operator",
        { IsGenericMethod: true } => "is generic",
        { IsAsync: true } => "is asynchronous",
        { IsAbstract: true } => "is abstract",
        { IsVirtual: true } => "is virtual",
        { IsOverride: true } => "overrides a method of the base class",
        { IsExtern: true } or { IsPartialDefinition: true } => "has no body",
        { IsVararg: true } => "has arguments that are not listed",
        _ => null,
    };

    private static bool IsNumber(ITypeSymbol type) => Conversions.IsReal(type.SpecialType);

    private static bool IsSpanOfNumbers(ITypeSymbol type)
        => type.MetadataName == "ReadOnlySpan`1" && ListReader.IsSpan(type) && IsNumber(((INamedTypeSymbol)type).TypeArguments[0]);
}
