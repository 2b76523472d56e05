namespace DslManifolds.Generator.Graph;

/// <summary>A part of the gradient in one parameter: the sum, over samples, of left ⊗ right, or of left where there is no right.</summary>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Left">Place of a factor's first component among those of all.</param>
/// <param name="Right">Place of the other factor's first component.</param>
internal sealed record TrainingTerm(string Parameter, int Left, int? Right);
