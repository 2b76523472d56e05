using System.Collections.Immutable;
using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>A method while it is read.</summary>
internal sealed class Frame(IMethodSymbol method)
{
    public IMethodSymbol Method { get; } = method;

    /// <summary>Returns that happen under a condition; the first whose condition holds counts.</summary>
    public List<ConditionalReturn> Returns { get; } = [];

    /// <summary>What the method returns where no conditional return happens.</summary>
    public ExpressionValue Result { get; set; } = ListValue.Nothing;

    /// <summary>How many conditions that depend on the point stand around the statement that is read.</summary>
    public int Conditions { get; set; }

    /// <summary>How many of them stand around the loop or switch that break leaves.</summary>
    public int BreakConditions { get; set; }

    /// <summary>How many of them stand around the loop whose next step continue begins.</summary>
    public int ContinueConditions { get; set; }
}

/// <summary>A return under a condition.</summary>
/// <param name="Condition">0 or 1.</param>
/// <param name="Syntax">Where the condition stands.</param>
/// <param name="Value">What is returned.</param>
/// <param name="Variables">What variables hold then.</param>
internal sealed record ConditionalReturn(
    NodeId Condition, SyntaxNode Syntax, ExpressionValue Value, ImmutableDictionary<ISymbol, ExpressionValue> Variables);
