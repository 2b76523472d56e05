using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers.Fused;

namespace DslManifolds.Geometry.Fused;

/// <summary>A point x on M in each lane, and what moves by Newton's method need: J(x) and the inverse of J(x) J(x)ᵀ.</summary>
/// <remarks>
/// Where J has lost rank the inverse is the pseudo-inverse, and where J vanishes it is zero: nothing is projected away there.
/// With one output the inverse is one vector, 1 / |∇F|².
/// </remarks>
internal readonly struct FusedNewtonFrame<T, TManifold>(Lanes<T> memory)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TManifold : struct, IManifoldKernel<T>
{
    private static int Ambient => TManifold.AmbientDimension;

    private static int Outputs => TManifold.CodomainDimension;

    /// <summary>Vectors of a frame.</summary>
    public static int Size => Ambient + Outputs * Ambient + Outputs * Outputs + 1;

    /// <summary>J(x), row by row.</summary>
    public Lanes<T> Jacobian
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory.From(Ambient);
    }

    /// <summary>The inverse of J Jᵀ.</summary>
    public Lanes<T> Inverse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory.From(Ambient + Outputs * Ambient);
    }

    /// <summary>The mask of the lanes where J has lost rank; with several outputs only.</summary>
    public ref Vector512<T> Lost
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref memory[Ambient + Outputs * Ambient + Outputs * Outputs];
    }

    /// <summary>Computes the inverse from the Jacobian.</summary>
    /// <param name="scratch"><see cref="GramInverse.ScratchSize"/> vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prepare(Lanes<T> scratch)
    {
        if (Outputs > 1)
        {
            Lost = LaneMask.Vector<T>(GramInverse.Compute(Jacobian, Inverse, scratch, Outputs, Ambient));
            return;
        }

        var square = Vector512<T>.Zero;
        for (var i = 0; i < Ambient; i++)
            square = VectorMath.MultiplyAdd(Jacobian[i], Jacobian[i], square);
        var reciprocal = Vector512<T>.One / square;
        Inverse[0] = Vector512.ConditionalSelect(
            Vector512.Equals(reciprocal, Vector512.Create(T.PositiveInfinity)), Vector512<T>.Zero, reciprocal);
    }

    /// <summary>The tangent projection (Eq. 6): p = v − Jᵀ (J Jᵀ)⁻¹ J v.</summary>
    /// <param name="v">v, n components.</param>
    /// <param name="p">p, n components; may be v.</param>
    /// <param name="scratch">2 k vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Project(Lanes<T> v, Lanes<T> p, Lanes<T> scratch)
    {
        if (Outputs > 1)
        {
            LaneProducts.Project(Jacobian, Inverse, v, p, scratch, Outputs, Ambient);
            return;
        }

        var jacobian = Jacobian;
        var product = Vector512<T>.Zero;
        for (var i = 0; i < Ambient; i++)
            product = VectorMath.MultiplyAdd(jacobian[i], v[i], product);
        product = -product * Inverse[0];
        for (var i = 0; i < Ambient; i++)
            p[i] = VectorMath.MultiplyAdd(jacobian[i], product, v[i]);
    }
}
