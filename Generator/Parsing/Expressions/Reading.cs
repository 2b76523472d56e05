using System.Collections.Immutable;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>
/// The state of reading the methods of one declaration into one graph: what variables hold, what is being read, and what has been
/// reported. It lives as long as the parser's call.
/// </summary>
internal sealed class Reading(Declaration declaration, IEnumerable<IPropertySymbol> parameters)
{
    /// <summary>How often loop bodies and methods may be entered for one constraint.</summary>
    public const int StepLimit = 10_000;

    /// <summary>How many operations the constraints of one type may have.</summary>
    public const int OperationLimit = 20_000;

    /// <summary>How deep expressions and calls may be nested.</summary>
    private const int DepthLimit = 300;

    private const int QuotedLength = 60;

    private readonly HashSet<ISymbol> parameters = new(parameters, SymbolEqualityComparer.Default);
    private readonly MethodBodies bodies = new(declaration.Compilation, declaration.Cancellation);
    private readonly HashSet<(string Id, SyntaxTree Tree, TextSpan Span)> reported = [];
    private readonly List<Action> warnings = [];
    private int steps;
    private int depth;
    private bool exhausted;

    public GraphBuilder Graph { get; } = new();

    public Declaration Declaration { get; } = declaration;

    /// <summary>What variables hold. Methods cannot call themselves, so a variable exists once.</summary>
    public ImmutableDictionary<ISymbol, ExpressionValue> Variables { get; set; }
        = ImmutableDictionary.Create<ISymbol, ExpressionValue>(SymbolEqualityComparer.Default);

    /// <summary>Methods that are being read, the innermost last.</summary>
    public List<Frame> Frames { get; } = [];

    public MethodBodies Bodies => bodies;

    /// <summary>Forgets variables and steps, for the next constraint.</summary>
    public void Restart()
    {
        Variables = Variables.Clear();
        Frames.Clear();
        (steps, depth, exhausted) = (0, 0, false);
    }

    /// <summary>Whether a property is one of the declaration's parameters.</summary>
    public bool IsParameter(IPropertySymbol property) => parameters.Contains(property);

    public NodeId Number(double value) => Graph.Literal(value);

    public bool IsConstant(NodeId node) => Graph[node] is Constant;

    public double? ConstantOf(NodeId node) => Graph[node] is Constant constant ? constant.Value : null;

    /// <summary>Whether a node depends on the point, and not only on parameters.</summary>
    public bool DependsOnPoint(NodeId node) => Graph.ShapeOf(node).Batched;

    /// <summary>Counts a loop's step or a call. False where there have been too many.</summary>
    public bool TakeStep(IOperation at)
    {
        if (++steps <= StepLimit && Graph.Count <= OperationLimit)
            return !exhausted;
        if (!exhausted)
        {
            var limit = steps > StepLimit ? $"{StepLimit} steps of loops and calls" : $"{OperationLimit} operations";
            Report(DiagnosticDescriptors.TooManySteps, at, Declaration.Type.Name, limit);
        }

        exhausted = true;
        return false;
    }

    /// <summary>Reads something nested. Unknown where reading has come to its end, or the nesting is too deep.</summary>
    public ExpressionValue Nested(IOperation operation, Func<Reading, IOperation, ExpressionValue> read)
    {
        Declaration.Cancellation.ThrowIfCancellationRequested();
        if (exhausted)
            return UnknownValue.Instance;
        if (depth >= DepthLimit)
        {
            exhausted = true;
            return Report(DiagnosticDescriptors.TooManySteps, operation, Declaration.Type.Name, $"{DepthLimit} levels of nesting");
        }

        depth++;
        try
        {
            return read(this, operation);
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>Notes that an expression cannot be followed.</summary>
    public ExpressionValue Unsupported(IOperation operation, string reason)
        => Report(DiagnosticDescriptors.NotDifferentiable, operation, Quote(operation.Syntax), reason);

    /// <summary>Notes a fault at an operation.</summary>
    public ExpressionValue Report(DiagnosticDescriptor descriptor, IOperation operation, params object[] arguments)
    {
        Report(descriptor, operation.Syntax, operation.Syntax.GetLocation, arguments);
        return UnknownValue.Instance;
    }

    /// <summary>
    /// Notes something of a piece of source, once for each place. Where the compiler has something to say of the same member, what
    /// is read is not what is meant, and it is silent.
    /// </summary>
    public void Report(DiagnosticDescriptor descriptor, SyntaxNode syntax, Func<Location?> location, params object[] arguments)
    {
        if (!reported.Add((descriptor.Id, syntax.SyntaxTree, syntax.Span)))
            return;
        if (!Declaration.IsReporting || !bodies.HasErrors(syntax))
            Declaration.Report(descriptor, location, arguments);
        else if (descriptor.DefaultSeverity == DiagnosticSeverity.Error)
            Declaration.Reject();
    }

    /// <summary>Notes a warning of a piece of source, to be said where nothing worse comes up.</summary>
    public void Warn(DiagnosticDescriptor descriptor, SyntaxNode syntax, string what)
    {
        if (Declaration.IsReporting)
            warnings.Add(() => Report(descriptor, syntax, syntax.GetLocation, Quote(syntax), what));
    }

    /// <summary>Says the warnings.</summary>
    public void ReportWarnings()
    {
        foreach (var warning in Declaration.HasErrors ? [] : warnings)
            warning();
    }

    /// <summary>A piece of source in one line, shortened.</summary>
    public static string Quote(SyntaxNode syntax)
    {
        var text = string.Join(" ", syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= QuotedLength ? text : text.Substring(0, QuotedLength - 1) + "…";
    }
}
