using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>An objective for a batch of problems, evaluated at some of them.</summary>
/// <param name="points">Trial points, (active, d); not to be kept, changed or disposed.</param>
/// <param name="rows">
/// Which problems the points belong to, (active) of Int64, ascending; null when it is all of them in order.
/// </param>
/// <returns>
/// Values (active) and gradients (active, d), both fresh. A value that is not finite marks a point outside the domain.
/// </returns>
public delegate (Tensor Values, Tensor Gradients) BatchObjective(Tensor points, Tensor? rows);
