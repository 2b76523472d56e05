namespace DslManifolds.Generator.Models;

/// <summary>How a composite comes from its operands.</summary>
internal abstract record CompositionSpec;

/// <summary>M₁ ∪ M₂ ∪ …; a mixture of energies or of models.</summary>
/// <param name="Weights">Weights of the mixture, one for each operand, adding up to 1.</param>
/// <param name="Normalized">For models, whether each component's density is normalised on its own manifold.</param>
internal sealed record UnionSpec(EquatableArray<double> Weights, bool Normalized) : CompositionSpec;

/// <summary>M₁ ∩ M₂ ∩ …; the sum of energies.</summary>
internal sealed record IntersectionSpec : CompositionSpec;

/// <summary>M₁ × M₂ × …; the sum of energies, each of its own coordinates.</summary>
internal sealed record ProductSpec : CompositionSpec;

/// <summary>x = y + t.</summary>
internal sealed record TranslationSpec(EquatableArray<double> Offset) : CompositionSpec;

/// <summary>x = Q y.</summary>
/// <param name="Matrix">Q, n × n, row by row, orthogonal to rounding.</param>
internal sealed record RotationSpec(EquatableArray<double> Matrix) : CompositionSpec;

/// <summary>x = s y.</summary>
internal sealed record ScalingSpec(double Factor) : CompositionSpec;
