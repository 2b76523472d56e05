using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>An energy in double precision, the same E by autograd, and rows of points x.</summary>
internal sealed record EnergyCase(IEnergy Energy, Reference Reference, Tensor X);
