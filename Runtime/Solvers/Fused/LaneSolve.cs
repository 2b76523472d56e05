namespace DslManifolds.Solvers.Fused;

/// <summary>How a solve ended, as bits of lanes; lanes in neither set stalled or ran into the limit.</summary>
/// <param name="Converged">Lanes that are within the tolerance.</param>
/// <param name="NotFinite">Lanes where a value or a step was not finite.</param>
internal readonly record struct LaneSolve(ulong Converged, ulong NotFinite);
