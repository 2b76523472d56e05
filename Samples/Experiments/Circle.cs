using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Experiments;

internal sealed class Circle : Experiment
{
    private const int Points = 1000;
    private static readonly VonMises Truth = new(concentration: 2);

    public override string Name => "circle";

    public override string Figure => "Fig. 1, 2";

    public override string Summary => "von Mises data on the unit circle";

    protected override PointSet LoadData(RunSettings settings) => Truth.SamplePoints(Points, new Random(settings.Seed));

    public override void Run(RunContext context) => throw new NotImplementedException();
}
