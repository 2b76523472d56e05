namespace DslManifolds.Generator.Models;

/// <summary>
/// A declaration that the analyzer rejects but whose class is partial: its public surface is still emitted, with members that
/// throw, so that uses of the type raise no further compiler errors.
/// </summary>
/// <param name="HasBase">Whether the user's part already names a base class.</param>
/// <param name="HasConstructor">Whether the user's part already declares a constructor.</param>
/// <param name="Taken">Member names that the surface must leave out.</param>
/// <param name="Operands">Operands of a composite as far as they could be read.</param>
internal sealed record RejectedSpec(
    TypeSpec Type,
    ModelKind Kind,
    bool HasBase,
    bool HasConstructor,
    EquatableArray<string> Taken,
    EquatableArray<OperandSpec> Operands)
    : ModelSpec(Type, Kind);
