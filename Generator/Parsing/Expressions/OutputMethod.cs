using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>A method with [Constraint] or [Potential] whose signature is right.</summary>
/// <param name="Symbol">The method, the part with a body where it has two.</param>
/// <param name="Outputs">How many numbers it returns.</param>
/// <param name="TakesSpan">Whether it takes the point as one span rather than number by number.</param>
internal sealed record OutputMethod(IMethodSymbol Symbol, int Outputs, bool TakesSpan);
