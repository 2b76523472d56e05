namespace DslManifolds.Generator.Models;

/// <summary>
/// A declaration that the analyzer rejects but whose class is partial: its public surface is still emitted, with members that
/// throw, so that uses of the type raise no further compiler errors.
/// </summary>
/// <param name="HasBase">Whether the user's part already names a base class.</param>
/// <param name="OverridesForward">Whether that base class leaves the module's forward function to be written.</param>
/// <param name="Initializer">What a constructor must call first, such as "this(default(int)!)"; empty for nothing in particular.</param>
/// <param name="Constructors">The user's own constructors, each as the types of its parameters, joined by commas.</param>
/// <param name="Taken">Member names that the surface must leave out.</param>
/// <param name="Operands">Operands of a composite as far as they could be read.</param>
/// <param name="Properties">Partial properties that await the generator's accessors.</param>
internal sealed record RejectedSpec(
    TypeSpec Type,
    ModelKind Kind,
    ModelForm Form,
    bool HasBase,
    bool OverridesForward,
    string Initializer,
    EquatableArray<string> Constructors,
    EquatableArray<string> Taken,
    EquatableArray<OperandSpec> Operands,
    EquatableArray<RejectedPropertySpec> Properties)
    : ModelSpec(Type, new ModelShape(Kind, 0, 0, 0));
