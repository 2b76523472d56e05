using DslManifolds.Samplers;

namespace DslManifolds.Samples.Reports;

/// <summary>How some chains of a run went.</summary>
/// <param name="Title">What they were run for.</param>
/// <param name="Counts">How their steps ended.</param>
/// <param name="Residuals">|F| at each of their last points; empty where these are not kept.</param>
internal sealed record ChainRecord(string Title, LangevinCounts Counts, double[] Residuals);
