namespace DslManifolds;

/// <summary>
/// Marks a method of a class with <see cref="ManifoldAttribute"/> as one output of F (or, where it returns a tuple, several): the
/// manifold lies where all of them are 0. The generator reads the method's body and differentiates it.
/// </summary>
/// <remarks>
/// The method takes the coordinates of a point as numbers, <c>double F(double x, double y)</c>, or as one
/// <see cref="ReadOnlySpan{T}"/> of them, read at constant indices. It is never called: it may use arithmetic, functions of
/// <see cref="Math"/> and <see cref="MathF"/>, constants, locals, conditionals, loops with constant bounds, tuples,
/// <see cref="ParameterAttribute"/> members and other methods of the same compilation.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ConstraintAttribute : Attribute;
