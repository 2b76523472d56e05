using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads calls: functions of Math become nodes, methods of the compilation are read in their place.</summary>
internal static class CallReader
{
    public static ExpressionValue Read(Reading reading, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        // Of a call that is not followed, one fault is enough: nothing is said of its arguments.
        if (!IsMath(method.ContainingType) && !ListReader.IsSlice(call) && Obstacle(reading, call) is { } obstacle)
            return reading.Unsupported(call, obstacle);
        var arguments = new ExpressionValue[method.Parameters.Length];
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter)
                return UnknownValue.Instance;
            arguments[parameter.Ordinal] = parameter.RefKind == RefKind.Out
                ? UnknownValue.Instance
                : ExpressionReader.Read(reading, argument.Value);
        }

        if (IsMath(method.ContainingType))
            return Function(reading, call, arguments);
        if (ListReader.Slice(reading, call, arguments) is { } slice)
            return slice;
        var result = Inline(reading, method, arguments, call);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
                AssignmentReader.Assign(reading, argument.Value, CopyBack(reading, parameter), argument);
        }

        return result;
    }

    /// <summary>Reads a method of the compilation as if its body stood here.</summary>
    public static ExpressionValue Inline(Reading reading, IMethodSymbol method, IReadOnlyList<ExpressionValue> arguments, IOperation call)
    {
        method = Definition(method);
        if (Obstacle(reading, method) is { } obstacle)
            return reading.Unsupported(call, obstacle);
        if (reading.Frames.Any(frame => SymbolEqualityComparer.Default.Equals(frame.Method, method)))
            return reading.Report(DiagnosticDescriptors.Recursion, call, method.Name);
        if (arguments.Any(argument => argument is UnknownValue) && method.Parameters.All(parameter => parameter.RefKind != RefKind.Out))
            return UnknownValue.Instance;
        return reading.TakeStep(call) ? BodyReader.Read(reading, method, arguments, reading.Bodies.Find(method)!) : UnknownValue.Instance;
    }

    private static IMethodSymbol Definition(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;

    private static ExpressionValue CopyBack(Reading reading, IParameterSymbol parameter)
    {
        var method = (IMethodSymbol)parameter.ContainingSymbol.OriginalDefinition;
        var own = (method.PartialImplementationPart ?? method).Parameters[parameter.Ordinal];
        return reading.Variables.TryGetValue(own, out var value) ? value : UnknownValue.Instance;
    }

    private static string? Obstacle(Reading reading, IInvocationOperation call)
        => call.Instance is null or IInstanceReferenceOperation ? Obstacle(reading, Definition(call.TargetMethod)) : "it is a method of another object";

    private static string? Obstacle(Reading reading, IMethodSymbol method) => method switch
    {
        { IsAsync: true } => "it is asynchronous",
        { IsGenericMethod: true } or { ContainingType.IsGenericType: true } => "it is generic",
        { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true } => "it can be overridden",
        { MethodKind: MethodKind.DelegateInvoke } => "functions are not values here: call a method or a local function instead",
        _ when reading.Bodies.Find(method) is null => "its source is not in this project",
        _ => null,
    };

    private static ExpressionValue Function(Reading reading, IInvocationOperation call, ExpressionValue[] arguments)
    {
        var name = call.TargetMethod.Name;
        if (arguments.Any(argument => argument is UnknownValue))
            return UnknownValue.Instance;
        if (call.Type is { } type && IntegerArithmetic.Function(reading, name, arguments, type, call) is { } integer)
            return integer;
        var numbers = arguments.Select(argument => Conversions.Real(reading, argument)).ToArray();
        if (numbers.Any(number => number is null))
            return reading.Unsupported(call, "its arguments are no numbers");
        var nodes = numbers.Select(number => number!.Node).ToArray();
        if (name == "SinCos" && nodes.Length == 1)
            return new ListValue([Value("Sin"), Value("Cos")]);
        if (!MathFunctions.IsKnown(name, nodes.Length))
            return reading.Unsupported(call, "the function is not among them");
        var value = Value(name);
        if (!MathFunctions.IsSmooth(name) && !reading.IsConstant(((ScalarValue)value).Node) && nodes.Any(reading.DependsOnPoint))
            reading.Warn(DiagnosticDescriptors.NotSmooth, call.Syntax, "has a kink or a jump");
        return value;

        ExpressionValue Value(string function) => Conversions.Rounded(
            reading, new ScalarValue(MathFunctions.Append(reading.Graph, function, nodes)), call.Type?.SpecialType ?? SpecialType.None);
    }

    private static bool IsMath(INamedTypeSymbol type)
        => Conversions.IsReal(type.SpecialType)
            || (type is { Name: "Math" or "MathF", ContainingType: null, ContainingNamespace: { Name: "System" } space }
                && space.ContainingNamespace.IsGlobalNamespace);
}
