namespace DslManifolds;

/// <summary>
/// Declares a partial class as a scaling x = s y of a manifold, an energy or a constrained model: F(x / s), E(x / s). The density of a
/// model becomes p(x / s) / s^m, m its intrinsic dimension, so its energy gains m log s.
/// </summary>
/// <param name="operand">What is scaled.</param>
/// <param name="factor">s, above 0.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ScaleAttribute(Type operand, double factor) : Attribute
{
    /// <summary>What is scaled.</summary>
    public Type Operand { get; } = operand;

    /// <summary>s.</summary>
    public double Factor { get; } = factor;
}
