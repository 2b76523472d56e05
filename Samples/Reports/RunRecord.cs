using System.Globalization;
using DslManifolds.Samplers;
using DslManifolds.Samples.Plotting;

namespace DslManifolds.Samples.Reports;

/// <summary>Collects what a run leaves for its page beside numbers: figures, scenes, training curves, how chains went.</summary>
internal sealed class RunRecord
{
    private readonly List<FigureRecord> figures = [];
    private readonly List<Scene> scenes = [];
    private readonly List<TrainingCurve> curves = [];
    private readonly List<ChainRecord> chains = [];
    private readonly string prefix;

    /// <summary>An empty record.</summary>
    public RunRecord() => prefix = "";

    private RunRecord(RunRecord whole, string prefix)
    {
        (figures, scenes, curves, chains) = (whole.figures, whole.scenes, whole.curves, whole.chains);
        this.prefix = prefix;
    }

    /// <summary>Figures, in the order they were drawn.</summary>
    public IReadOnlyList<FigureRecord> Figures => figures;

    /// <summary>Scenes, in the order they were added.</summary>
    public IReadOnlyList<Scene> Scenes => scenes;

    /// <summary>Training curves, in the order the trainings began.</summary>
    public IReadOnlyList<TrainingCurve> Curves => curves;

    /// <summary>How chains went, in the order they ended.</summary>
    public IReadOnlyList<ChainRecord> Chains => chains;

    /// <summary>A view of the same record for one part of a run: titles of curves and chains begin with its name.</summary>
    public RunRecord Under(string part) => new(this, $"{prefix}{part}: ");

    /// <summary>Adds a figure.</summary>
    public void Add(FigureRecord figure) => figures.Add(figure);

    /// <summary>Adds a scene.</summary>
    public void Add(Scene scene) => scenes.Add(scene);

    /// <summary>Adds how chains went.</summary>
    /// <param name="title">What they were run for.</param>
    /// <param name="counts">How their steps ended.</param>
    /// <param name="residuals">|F| at each of their last points.</param>
    public void AddChains(string title, LangevinCounts counts, params double[] residuals) =>
        chains.Add(new ChainRecord(prefix + title, counts, residuals));

    /// <summary>Begins the curve of a training; one with the title of an earlier one is another attempt at the same.</summary>
    public TrainingCurve BeginTraining(string title)
    {
        var whole = prefix + title;
        var before = curves.Count(curve =>
            curve.Title == whole || curve.Title.StartsWith($"{whole}, attempt ", StringComparison.Ordinal));
        var attempt = before == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", attempt {before + 1}");
        var curve = new TrainingCurve(whole + attempt);
        curves.Add(curve);
        return curve;
    }
}
