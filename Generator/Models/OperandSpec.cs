namespace DslManifolds.Generator.Models;

/// <summary>A declared type that another one is composed of.</summary>
/// <param name="TypeName">Fully qualified, with global::.</param>
/// <param name="PropertyName">Name of the property that holds it.</param>
/// <param name="ParameterName">Name of the constructor's parameter, and of the submodule.</param>
/// <param name="Shape">What it is; null where that could not be found out, in rejected declarations only.</param>
internal sealed record OperandSpec(string TypeName, string PropertyName, string ParameterName, ModelShape? Shape);
