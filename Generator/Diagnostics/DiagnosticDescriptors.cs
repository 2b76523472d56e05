using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Diagnostics;

/// <summary>Every diagnostic. Each has a section in DIAGNOSTICS.md; an id is never used again for something else.</summary>
internal static partial class DiagnosticDescriptors
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
        "DSLM009", Composition, "Layers belong to a type whose function they are", "[{1}] on '{0}' has no effect: it belongs on a type with {2}");

    public static readonly DiagnosticDescriptor Ambient = Error(
        "DSLM010", Dimensions, "The ambient dimension must be at least 1", "The ambient dimension of '{0}' is {1}: set Ambient to the number of coordinates of a point, at least 1");

    public static readonly DiagnosticDescriptor DimensionRange = Error(
        "DSLM011", Dimensions, "The dimension must be at least 0 and less than the ambient dimension", "The dimension {1} of '{0}' is not in 0 to {2}: F: R^{3} -> R^(n - m) needs at least one output");

    public static readonly DiagnosticDescriptor DimensionMissing = Error(
        "DSLM012", Dimensions, "The dimension must be stated", "The dimension of '{0}' is not stated: with {1}, set Dimension, which decides the number of outputs");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "DSLM013", Dimensions, "A function must be given", "'{0}' has no {1}");

    public static readonly DiagnosticDescriptor LayerWidth = Error(
        "DSLM014", Dimensions, "The width of a layer must be at least 1", "The width of hidden layer {1} of '{0}' is {2}: it must be at least 1");

    public static readonly DiagnosticDescriptor UnknownActivation = Error(
        "DSLM015", Dimensions, "The activation must be one of the enumeration's", "'{0}' has an activation that does not exist: use a member of Activation");

    public static readonly DiagnosticDescriptor OperandKind = Error(
        "DSLM016", Composition, "An operand is of the wrong kind", "'{1}' cannot be the {2} of '{0}': it is not declared as {3}");

    public static readonly DiagnosticDescriptor OperandsSwapped = Error(
        "DSLM017", Composition, "The operands stand in the wrong order", "'{0}' takes the {3} first and the {4} second: swap '{1}' and '{2}'");

    public static readonly DiagnosticDescriptor AmbientDiffers = Error(
        "DSLM018", Dimensions, "Operands must have one ambient dimension", "'{1}' lives in R^{2} and '{3}' in R^{4}: the operands of '{0}' need one ambient dimension");

    public static readonly DiagnosticDescriptor OperandAccessibility = Error(
        "DSLM019", Composition, "An operand must be as accessible as what it is part of", "'{1}' is less accessible than '{0}', whose constructor takes it: make '{1}' more accessible or '{0}' less");

    public static readonly DiagnosticDescriptor OperandCount = Error(
        "DSLM020", Composition, "A composition needs two operands", "[{1}] of '{0}' has {2}: give at least two types");

    public static readonly DiagnosticDescriptor KindsMixed = Error(
        "DSLM021", Composition, "Operands must be of one kind", "'{0}' mixes kinds: '{1}' is {2} and '{3}' is {4}");

    public static readonly DiagnosticDescriptor Cycle = Error(
        "DSLM022", Composition, "A type cannot be composed of itself", "'{0}' is composed of '{1}', which is composed of '{0}'");

    public static readonly DiagnosticDescriptor NotGenerated = Error(
        "DSLM023", Composition, "An operand was compiled without the generator", "'{1}', an operand of '{0}', comes from the assembly '{2}', which was compiled without the generator: let that project reference the DslManifolds package (or the generator as an analyzer)");

    public static readonly DiagnosticDescriptor CodimensionSum = Error(
        "DSLM024", Dimensions, "An intersection has too many constraints", "The intersection '{0}' in R^{1} has operands of codimension {2}, {3} in all: more constraints than coordinates have no common solution in general");

    public static readonly DiagnosticDescriptor IsolatedPoints = Info(
        "DSLM025", Dimensions, "An intersection consists of isolated points", "The intersection '{0}' in R^{1} has operands of codimension {2}, {1} in all: it consists of isolated points");

    public static readonly DiagnosticDescriptor UnionRank = Info(
        "DSLM026", Dimensions, "The Jacobian of a union loses row rank", "The union '{0}' has {1} outputs, since '{2}' has {3}: on its components the Jacobian has fewer independent rows, so that multipliers are not unique");

    public static readonly DiagnosticDescriptor UnionOutputs = Error(
        "DSLM027", Dimensions, "A union has too many outputs", "The outputs of the union '{0}' are all products of its operands' outputs: with '{2}' they are {3}, more than {1}");

    public static readonly DiagnosticDescriptor TranslationLength = Error(
        "DSLM028", Dimensions, "A translation needs a number for each coordinate", "The translation of '{0}' has {1}, but '{2}' lives in R^{3}");

    public static readonly DiagnosticDescriptor RotationSize = Error(
        "DSLM029", Dimensions, "A rotation matrix needs n times n numbers", "The matrix of '{0}' has {1}, but '{2}' lives in R^{3}: give {4}, row by row");

    public static readonly DiagnosticDescriptor NotOrthogonal = Error(
        "DSLM030", Dimensions, "A rotation matrix must be orthogonal", "The matrix of '{0}' is not orthogonal: columns {1} and {2} have the scalar product {3} instead of {4}; it must be right to 1e-6");

    public static readonly DiagnosticDescriptor RotationPlane = Error(
        "DSLM031", Dimensions, "A rotation turns the plane of two coordinates", "'{0}' cannot turn coordinate {1} towards {2}: in R^{3}, give two different numbers from 0 to {4}");

    public static readonly DiagnosticDescriptor RotationAngle = Error(
        "DSLM032", Dimensions, "An angle goes with a plane", "The rotation '{0}' {1}");

    public static readonly DiagnosticDescriptor ScaleFactor = Error(
        "DSLM033", Dimensions, "The factor of a scaling must be positive", "The factor of '{0}' is {1}: it must be a finite number above 0");

    public static readonly DiagnosticDescriptor NotFinite = Error(
        "DSLM034", Dimensions, "Numbers must be finite", "'{0}' has the number {1}: it must be finite");

    public static readonly DiagnosticDescriptor Weights = Error(
        "DSLM035", Composition, "A union has one positive weight for each operand", "The weights of '{0}': {1}");

    public static readonly DiagnosticDescriptor WeightsNeeded = Error(
        "DSLM036", Composition, "A union of models of unlike dimension needs weights", "'{1}' has dimension {2} and '{3}' has {4}: their densities cannot be balanced by themselves, so that '{0}' needs Weights");

    public static readonly DiagnosticDescriptor NormalizedUnused = Warning(
        "DSLM037", Composition, "Normalized belongs to a union of models", "Normalized has no effect on '{0}', a union of {1}: it is for constrained models");

    public static readonly DiagnosticDescriptor StiefelSize = Error(
        "DSLM038", Dimensions, "The size of a Stiefel manifold", "'{0}' has matrices of {1} rows and {2} columns: {3}");

    public static readonly DiagnosticDescriptor Radius = Error(
        "DSLM039", Dimensions, "The radius of a sphere must be positive", "The radius of '{0}' is {1}: it must be a finite number above 0");

    public static readonly DiagnosticDescriptor ScaledMixture = Error(
        "DSLM060", Composition, "A model of unlike dimensions cannot be scaled as a whole", "'{0}' scales '{1}', whose components have unlike dimensions: no one power of the factor belongs to its density, so scale the components");

    public static readonly DiagnosticDescriptor Latent = Error(
        "DSLM061", Dimensions, "The latent dimension must be at least 1 and less than the ambient dimension", "The latent dimension of '{0}' is {1}: set Latent to the number of coordinates of a code, at least 1 and less than {2}");

    public static readonly DiagnosticDescriptor LatentDiffers = Error(
        "DSLM062", Dimensions, "Operands must have one latent dimension", "The codes of '{1}' have {2} coordinates, those of '{3}' {4}: the operands of '{0}' need one latent dimension");

    public static readonly DiagnosticDescriptor SeveralLayers = Error(
        "DSLM063", Composition, "A manifold has layers of one sort", "'{0}' has [Mlp] and [CouplingFlow]: keep one of the two");

    public static readonly DiagnosticDescriptor FlowOfOneCoordinate = Error(
        "DSLM064", Dimensions, "A coupling flow needs two coordinates", "'{0}' has one coordinate: a coupling changes some coordinates by what others are");

    public static readonly DiagnosticDescriptor Couplings = Error(
        "DSLM065", Dimensions, "A coupling flow needs two couplings", "The number of couplings of '{0}' is {1}: it must be at least 2, since a coupling changes but half of the coordinates");

    public static readonly DiagnosticDescriptor MaxLogScale = Error(
        "DSLM066", Dimensions, "The bound of logarithmic scales must be positive and moderate", "The bound of the logarithmic scales of '{0}' is {1}: it must be above 0 and at most {2}");

    private static DiagnosticDescriptor Error(string id, string category, string title, string message)
        => Create(id, category, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message)
        => Create(id, category, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string category, string title, string message)
        => Create(id, category, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string category, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: $"DIAGNOSTICS.md#{id.ToLowerInvariant()}");
}
