using System.Numerics;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

// What a C# expression can amount to while a body is read, one record for each.

/// <summary>The value of an expression.</summary>
internal abstract record ExpressionValue;

/// <summary>What could not be read. The fault is noted already, so whatever is made of it is unknown as well, in silence.</summary>
internal sealed record UnknownValue : ExpressionValue
{
    public static UnknownValue Instance { get; } = new();
}

/// <summary>A number as a node: a constant one, or one that depends on the point or on parameters.</summary>
internal sealed record ScalarValue(NodeId Node) : ExpressionValue;

/// <summary>An integer that is known while the body is read, of one of C#'s integral types.</summary>
internal sealed record IntegerValue(BigInteger Number, SpecialType Type) : ExpressionValue;

/// <summary>A condition as a node that is 0 or 1; a constant one is known while the body is read.</summary>
internal sealed record ConditionValue(NodeId Node) : ExpressionValue;

/// <summary>Several values: a tuple's, an array's or a span's. None at all is what a method without a result returns.</summary>
internal sealed record ListValue(EquatableArray<ExpressionValue> Items) : ExpressionValue
{
    public static ListValue Nothing { get; } = new(EquatableArray<ExpressionValue>.Empty);

    public ListValue(IEnumerable<ExpressionValue> items)
        : this(new EquatableArray<ExpressionValue>(items))
    {
    }
}
