using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>A manifold in double precision, the same F by autograd, and rows of points x, tangent vectors v and cotangents w.</summary>
internal sealed record ManifoldCase(IManifold Manifold, Reference Reference, Tensor X, Tensor V, Tensor W);
