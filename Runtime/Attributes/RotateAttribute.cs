namespace DslManifolds;

/// <summary>Declares a partial class as a rotation x = Q y of a manifold, an energy or a constrained model: F(Qᵀ x), E(Qᵀ x).</summary>
/// <remarks>
/// Attribute arguments must be constants and Math.Sqrt(0.5) is none, so that one coordinate plane is turned by an angle in degrees:
/// <c>[Rotate(typeof(X), 0, 1, Degrees = 30)]</c> takes the axis of coordinate 0 towards that of coordinate 1. A whole matrix is
/// given row by row, orthogonal to 1e-6, and made orthogonal to rounding. A reflection (determinant −1) is allowed.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RotateAttribute : Attribute
{
    /// <summary>A rotation in one coordinate plane, by <see cref="Degrees"/>.</summary>
    /// <param name="operand">What is turned.</param>
    /// <param name="from">Coordinate whose axis turns towards that of the other, from 0.</param>
    /// <param name="to">The other coordinate.</param>
    public RotateAttribute(Type operand, int from, int to)
    {
        (Operand, From, To) = (operand, from, to);
    }

    /// <summary>A rotation by a matrix.</summary>
    /// <param name="operand">What is turned.</param>
    /// <param name="matrix">Q, n × n, row by row.</param>
    public RotateAttribute(Type operand, params double[] matrix)
    {
        (Operand, Matrix) = (operand, matrix);
    }

    /// <summary>What is turned.</summary>
    public Type Operand { get; }

    /// <summary>Coordinate whose axis turns, where a plane is given.</summary>
    public int From { get; }

    /// <summary>Coordinate that it turns to, where a plane is given.</summary>
    public int To { get; }

    /// <summary>The angle in degrees, where a plane is given.</summary>
    public double Degrees { get; set; }

    /// <summary>Q row by row; empty where a plane is given.</summary>
    public IReadOnlyList<double> Matrix { get; } = [];
}
