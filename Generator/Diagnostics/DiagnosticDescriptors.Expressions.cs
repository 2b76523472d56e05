using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Diagnostics;

/// <content>Those of constraints, potentials and parameters.</content>
internal static partial class DiagnosticDescriptors
{
    private const string Expressions = "DslManifolds.Expressions";

    public static readonly DiagnosticDescriptor StrayMember = Error(
        "DSLM040", Expressions, "Constraints, potentials and parameters belong to a declared type", "[{1}] on '{2}' has no effect in '{0}': it belongs in a class with {3}");

    public static readonly DiagnosticDescriptor DimensionContradicted = Error(
        "DSLM041", Dimensions, "The stated dimension must agree with the constraints", "The dimension {1} of '{0}' contradicts its constraints: R^{2} with {3} constrained outputs leaves the dimension {4}");

    public static readonly DiagnosticDescriptor OutputMethod = Error(
        "DSLM042", Expressions, "A constraint must be an ordinary method with a body", "The {0} '{1}' {2}: it must be an ordinary method with a body");

    public static readonly DiagnosticDescriptor ParameterCount = Error(
        "DSLM043", Expressions, "A constraint takes one number for each coordinate", "The {0} '{1}' has {2}, but '{3}' has {4} coordinates");

    public static readonly DiagnosticDescriptor OutputTypes = Error(
        "DSLM044", Expressions, "A constraint takes and returns numbers", "The {0} '{1}' must {2}");

    public static readonly DiagnosticDescriptor NotDifferentiable = Error(
        "DSLM045", Expressions, "The expression cannot be differentiated", "'{0}' cannot be differentiated: {1}. A constraint is made of arithmetic, functions of Math and MathF, constants, locals, [Parameter] properties, conditionals, loops of a known length, tuples, and calls of methods whose source is in this project");

    public static readonly DiagnosticDescriptor NotConstant = Error(
        "DSLM046", Expressions, "Indices and the length of loops must be known", "'{0}' {1}: it must be known when the code is compiled");

    public static readonly DiagnosticDescriptor IndexRange = Error(
        "DSLM047", Expressions, "The index is out of range", "'{0}' is out of range: there are {1} elements");

    public static readonly DiagnosticDescriptor Recursion = Error(
        "DSLM048", Expressions, "A method cannot call itself", "'{0}' calls itself, directly or through others: use a loop of a known length");

    public static readonly DiagnosticDescriptor TooManySteps = Error(
        "DSLM049", Expressions, "The constraints are too long", "The expressions of '{0}' take more than {1}, which is the limit");

    public static readonly DiagnosticDescriptor NotSmooth = Warning(
        "DSLM050", Expressions, "The expression is not smooth", "'{0}' {1} where the derivative does not exist: solvers and samplers may fail there");

    public static readonly DiagnosticDescriptor UnusedCoordinate = Info(
        "DSLM051", Expressions, "A coordinate is in no constraint", "No constraint of '{1}' depends on {0}: the manifold extends along it without end");

    public static readonly DiagnosticDescriptor ConstantConstraint = Error(
        "DSLM052", Expressions, "A constraint must depend on the point", "The constraint '{0}' of '{1}' does not depend on the point: it holds everywhere or nowhere");

    public static readonly DiagnosticDescriptor ProportionalConstraints = Error(
        "DSLM053", Expressions, "Two constraints say the same", "The constraint '{0}' of '{2}' is a multiple of '{1}': it says nothing new, and the Jacobian has no full rank");

    public static readonly DiagnosticDescriptor ParameterProperty = Error(
        "DSLM054", Expressions, "A parameter is a partial property of type double or float", "The parameter '{0}' {1}");

    public static readonly DiagnosticDescriptor ParameterStart = Error(
        "DSLM055", Expressions, "The start of a parameter must be finite", "The parameter '{0}' starts at {1}: it must start at a finite number of type {2}");

    public static readonly DiagnosticDescriptor TooManyConstraints = Error(
        "DSLM056", Dimensions, "There are more constraints than coordinates", "'{0}' has {1} constrained outputs in R^{2}{3}: that many equations have no common solution in general");

    public static readonly DiagnosticDescriptor ConstrainedPoints = Info(
        "DSLM057", Dimensions, "The constraints leave isolated points", "'{0}' has as many constrained outputs as coordinates, {1}: it consists of isolated points");

    public static readonly DiagnosticDescriptor SeveralFunctions = Error(
        "DSLM058", Expressions, "An energy has one function", "'{0}' has {1} already: the potential '{2}' is one too many; declare an energy for each and add them with [Intersect]");

    public static readonly DiagnosticDescriptor IntegerArithmetic = Error(
        "DSLM059", Expressions, "Integer arithmetic fails", "'{0}' {1}");
}
