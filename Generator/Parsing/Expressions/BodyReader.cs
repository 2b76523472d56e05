using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads a method's body from its arguments to its result.</summary>
internal static class BodyReader
{
    public static ExpressionValue Read(Reading reading, IMethodSymbol method, IReadOnlyList<ExpressionValue> arguments, IBlockOperation body)
    {
        var parameters = (method.PartialImplementationPart ?? method).Parameters;
        for (var i = 0; i < parameters.Length; i++)
            reading.Variables = reading.Variables.SetItem(parameters[i], arguments[i]);
        var frame = new Frame(method);
        reading.Frames.Add(frame);
        var jump = StatementReader.Read(reading, body);
        reading.Frames.RemoveAt(reading.Frames.Count - 1);

        // A method that the end of its body can be reached in returns nothing; where it should, the compiler says so.
        var value = jump == Jump.Stop ? UnknownValue.Instance : frame.Result;
        for (var i = frame.Returns.Count - 1; i >= 0; i--)
        {
            var earlier = frame.Returns[i];
            Join.Variables(reading, earlier.Condition, earlier.Syntax, earlier.Variables);
            value = Join.Values(reading, earlier.Condition, earlier.Syntax, earlier.Value, value);
        }

        return value;
    }
}
