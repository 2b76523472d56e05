using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// A figure of the paper: data, models, settings and pictures. To add one, write its file here, with its declarations and
/// settings side by side, and enter it in <see cref="ExperimentCatalog"/>.
/// </summary>
internal abstract class Experiment
{
    /// <summary>
    /// Rows that a file needs to have: two batches of training data, and enough held-out points to speak of a mean.
    /// </summary>
    protected const int FewestRows = 250;

    /// <summary>What the user types.</summary>
    public abstract string Name { get; }

    /// <summary>The paper's figures it reproduces.</summary>
    public abstract string Figure { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>
    /// Formats of data files that it reads, the one of a file of which nothing is said first; none where it makes its own data.
    /// </summary>
    public virtual IReadOnlyList<PointFormat> Formats => [];

    /// <summary>Whether the data come from a file of the user's.</summary>
    public bool NeedsData => Formats.Count > 0;

    /// <summary>The settings that it has.</summary>
    public virtual IReadOnlyList<Preset> Presets => [Preset.Paper];

    /// <summary>The models that it can train.</summary>
    public virtual IReadOnlyList<ModelKind> Models => [ModelKind.Constrained];

    /// <summary>Seeds that it is run with where the user does not say how many.</summary>
    public virtual int DefaultSeeds => 1;

    /// <summary>Its source files, whose declarations its page shows.</summary>
    public virtual IReadOnlyList<string> SourceFiles => [$"{GetType().Name}.cs"];

    /// <summary>Makes or reads the data.</summary>
    /// <exception cref="InputException">A file is missing, not asked for, or not usable.</exception>
    public PointSet Data(RunSettings settings)
    {
        if (NeedsData && settings.DataFile is null)
            throw new InputException($"{Name} needs a file of data; give it with --data FILE.");
        if (!NeedsData && settings.DataFile is not null)
            throw new InputException($"{Name} makes its own data; leave out --data.");
        if (settings.DataFile?.Format is { } format && !Formats.Contains(format))
        {
            throw new InputException(
                $"--format {PointFormats.Name(format)}: {Name} reads {string.Join(" or ", Formats.Select(PointFormats.Name))}; "
                + "'run points' reads every format.");
        }
        return LoadData(settings);
    }

    /// <summary>Trains, samples, measures and draws.</summary>
    public abstract void Run(RunContext context);

    /// <summary>Makes the data, or reads them from <see cref="RunSettings.DataFile"/>.</summary>
    protected abstract PointSet LoadData(RunSettings settings);
}
