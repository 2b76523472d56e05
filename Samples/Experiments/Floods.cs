using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Experiments;

internal sealed class Floods : Experiment
{
    private const int FewestRows = 200;

    public override string Name => "floods";

    public override string Figure => "Fig. 6";

    public override string Summary => "places of large floods on Earth";

    public override bool NeedsData => true;

    protected override PointSet LoadData(RunSettings settings) => GlobeFile.Read(settings.DataFile!, FewestRows);

    public override void Run(RunContext context) => throw new NotImplementedException();
}
