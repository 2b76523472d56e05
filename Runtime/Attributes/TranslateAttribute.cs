namespace DslManifolds;

/// <summary>Declares a partial class as a translation x = y + t of a manifold, an energy or a constrained model: F(x − t), E(x − t).</summary>
/// <param name="operand">What is moved.</param>
/// <param name="offset">t, one number for each coordinate.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TranslateAttribute(Type operand, params double[] offset) : Attribute
{
    /// <summary>What is moved.</summary>
    public Type Operand { get; } = operand;

    /// <summary>t.</summary>
    public IReadOnlyList<double> Offset { get; } = offset;
}
