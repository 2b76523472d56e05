using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Diagnostics;

/// <summary>Every diagnostic. Each has a section in DIAGNOSTICS.md; an id is never used again for something else.</summary>
internal static class DiagnosticDescriptors
{
    private const string Shape = "DslManifolds.Type";
    private const string Dimensions = "DslManifolds.Dimensions";
    private const string Composition = "DslManifolds.Composition";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "DSLM001", Shape, "A declared type must be partial", "'{0}' must be partial: the generator writes its other part");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Error(
        "DSLM002", Shape, "A type around a declared type must be partial", "'{0}' must be partial, because '{1}' is declared inside of it");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "DSLM003", Shape, "A declared type must be an ordinary class", "'{0}' cannot be {1}: declare an ordinary partial class");

    public static readonly DiagnosticDescriptor BaseClass = Error(
        "DSLM004", Shape, "A declared type has no base class of its own", "'{0}' cannot derive from '{1}': the generator makes it a TorchSharp module");

    public static readonly DiagnosticDescriptor OwnConstructor = Error(
        "DSLM005", Shape, "A declared type has no constructor of its own", "'{0}' cannot have a constructor of its own: the generator writes those that make its parameters");

    public static readonly DiagnosticDescriptor MemberName = Error(
        "DSLM006", Shape, "A member has a name that is taken", "'{0}.{1}' has the name of a member that is {2}: rename it");

    public static readonly DiagnosticDescriptor TypeName = Error(
        "DSLM007", Shape, "A declared type has a name that is taken", "'{0}' has the name of a member that is {1}: rename the type");

    public static readonly DiagnosticDescriptor SeveralKinds = Error(
        "DSLM008", Composition, "A type is declared as more than one kind", "'{0}' is declared with [{1}] and with [{2}]: keep one of the two");

    public static readonly DiagnosticDescriptor LayersWithoutModel = Error(
        "DSLM009", Composition, "Layers belong to a manifold or an energy", "[Mlp] on '{0}' has no effect: it belongs on a type with [Manifold] or [Energy]");

    public static readonly DiagnosticDescriptor Ambient = Error(
        "DSLM010", Dimensions, "The ambient dimension must be at least 1", "The ambient dimension of '{0}' is {1}: set Ambient to the number of coordinates of a point, at least 1");

    public static readonly DiagnosticDescriptor DimensionRange = Error(
        "DSLM011", Dimensions, "The dimension must be at least 0 and less than the ambient dimension", "The dimension {1} of '{0}' is not in 0 to {2}: F: R^{3} -> R^(n - m) needs at least one output");

    public static readonly DiagnosticDescriptor DimensionMissing = Error(
        "DSLM012", Dimensions, "The dimension must be stated", "The dimension of '{0}' is not stated: with [Mlp], set Dimension, which decides the number of outputs");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "DSLM013", Dimensions, "A function must be given", "'{0}' has no hidden layer: add [Mlp(8, 8, 8)], say");

    public static readonly DiagnosticDescriptor LayerWidth = Error(
        "DSLM014", Dimensions, "The width of a layer must be at least 1", "The width of hidden layer {1} of '{0}' is {2}: it must be at least 1");

    public static readonly DiagnosticDescriptor UnknownActivation = Error(
        "DSLM015", Dimensions, "The activation must be one of the enumeration's", "'{0}' has an activation that does not exist: use a member of Activation");

    public static readonly DiagnosticDescriptor OperandKind = Error(
        "DSLM016", Composition, "An operand is of the wrong kind", "'{1}' cannot be the {2} of '{0}': it is not declared with [{3}]");

    public static readonly DiagnosticDescriptor OperandsSwapped = Error(
        "DSLM017", Composition, "The operands stand in the wrong order", "'{0}' takes the manifold first and the energy second: swap '{1}' and '{2}'");

    public static readonly DiagnosticDescriptor AmbientDiffers = Error(
        "DSLM018", Dimensions, "Operands must have one ambient dimension", "'{1}' lives in R^{2} and '{3}' in R^{4}: the operands of '{0}' need one ambient dimension");

    public static readonly DiagnosticDescriptor OperandAccessibility = Error(
        "DSLM019", Composition, "An operand must be as accessible as what it is part of", "'{1}' is less accessible than '{0}', whose constructor takes it: make '{1}' more accessible or '{0}' less");

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) => new(
        id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"DIAGNOSTICS.md#{id.ToLowerInvariant()}");
}
