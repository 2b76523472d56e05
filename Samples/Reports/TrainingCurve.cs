using DslManifolds.Training;

namespace DslManifolds.Samples.Reports;

/// <summary>What one training gave epoch by epoch.</summary>
/// <param name="title">What was trained.</param>
internal sealed class TrainingCurve(string title)
{
    private readonly List<double> losses = [];
    private readonly List<double> acceptance = [];
    private readonly List<(string Name, double[] Values)> terms = [];

    /// <summary>What was trained.</summary>
    public string Title => title;

    /// <summary>Mean loss of each epoch.</summary>
    public IReadOnlyList<double> Losses => losses;

    /// <summary>Share of chain steps that moved, for each epoch; empty where no chains were run.</summary>
    public IReadOnlyList<double> Acceptance => acceptance;

    /// <summary>Parts of the loss, each a value for each epoch.</summary>
    public IReadOnlyList<(string Name, double[] Values)> Terms => terms;

    /// <summary>Adds an epoch.</summary>
    public void Add(TrainingProgress epoch)
    {
        losses.Add(epoch.Loss);
        if (epoch.Counts is { } counts)
            acceptance.Add(counts.AcceptanceRate);
    }

    /// <summary>Adds a part of the loss.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="values">A value for each epoch.</param>
    public void AddTerm(string name, IEnumerable<double> values) => terms.Add((name, [.. values]));
}
