namespace DslManifolds.Generator.Models;

/// <summary>A type composed of others: a union, an intersection, a product, or one operand moved, turned or scaled.</summary>
internal sealed record CompositeSpec(
    TypeSpec Type, ModelShape Shape, CompositionSpec Composition, EquatableArray<OperandSpec> Operands)
    : ModelSpec(Type, Shape);
