using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers.Fused;

namespace DslManifolds.Geometry.Fused;

/// <summary><see cref="IRetraction"/> for a sample in each lane, onto the manifold of a kernel.</summary>
/// <remarks>
/// What is known at a point x of M is a frame: vectors of which the first n are x. Moves begin at a frame and end at the first vectors of
/// another, an arrival. Structs implement this, so that code that is generic over it is compiled for each alone.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TSelf">The retraction itself.</typeparam>
internal interface IFusedRetraction<T, TSelf>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TSelf : struct, IFusedRetraction<T, TSelf>
{
    /// <summary>Ambient dimension n.</summary>
    static abstract int AmbientDimension { get; }

    /// <summary>Vectors of a frame.</summary>
    static abstract int FrameSize { get; }

    /// <summary>Vectors that <see cref="Retract"/> fills, with which a frame begins.</summary>
    static abstract int ArrivalSize { get; }

    /// <summary>Vectors of scratch memory.</summary>
    static abstract int ScratchSize { get; }

    /// <summary>The same retraction with working memory of its own: what one thread uses no other may.</summary>
    TSelf ForThread();

    /// <summary>Computes what a frame knows at its points.</summary>
    /// <param name="frame">A frame that holds its points.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> vectors.</param>
    /// <returns>max |F|, NaN where F has a NaN.</returns>
    Vector512<T> At(Lanes<T> frame, Lanes<T> scratch);

    /// <summary>Makes a frame of an arrival.</summary>
    void Prepare(Lanes<T> frame, Lanes<T> scratch);

    /// <summary>The tangent projection (Eq. 6): p = v − Jᵀ (J Jᵀ)⁻¹ J v.</summary>
    /// <param name="frame">At x.</param>
    /// <param name="v">v, n components.</param>
    /// <param name="p">p, n components; may be v.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> vectors.</param>
    void Project(Lanes<T> frame, Lanes<T> v, Lanes<T> p, Lanes<T> scratch);

    /// <summary>Solves F(y) = 0 for y = x + d − J(x)ᵀ λ.</summary>
    /// <param name="frame">At x.</param>
    /// <param name="origin">x + d.</param>
    /// <param name="arrival">
    /// Filled with y and what has been computed there; where a lane did not converge, with the last point tried.
    /// </param>
    /// <param name="scratch"><see cref="ScratchSize"/> vectors.</param>
    LaneSolve Retract(Lanes<T> frame, Lanes<T> origin, Lanes<T> arrival, Lanes<T> scratch);
}
