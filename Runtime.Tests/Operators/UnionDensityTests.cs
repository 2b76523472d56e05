using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

public sealed class UnionDensityTests
{
    private static readonly double[] Weights = [0.2, 0.3, 0.5];

    // The circle of radius 1 lies inside the one of radius 2, where that one's F is negative; the point is the common centre.
    private static readonly IConstrainedModel[] Components =
    [
        new PairedModel(new TestSphere(2, 2), new OwnEnergy(new TestSphere(2, 2), 1)),
        new PairedModel(new TestSphere(2), new OwnEnergy(new TestSphere(2), 2)),
        new PairedModel(new TestPoint(0, 0), new OwnEnergy(new TestPoint(0, 0), 3)),
    ];

    private static Tensor Points => tensor(new double[,]
    {
        { 0, 1 }, { 2, 0 }, { 0, 0 }, { Math.Sqrt(0.5), Math.Sqrt(0.5) }, { -2, 0 }, { -1, 0 }, { 1.2, 1.6 },
    });

    [Fact]
    public void EachPointHasTheEnergyOfItsComponentWhichSeesNoOtherPoint()
    {
        using var scope = NewDisposeScope();
        using var constants = new UnionNormalization(3);
        constants.Set(0.7, -0.4, 5);
        var x = Points;
        var before = x.clone();
        long[] nearest = [1, 0, 2, 1, 0, 1, 0];
        Assert.Equal(nearest, UnionDensity.NearestComponents(Components, x));

        var (energy, gradient) = UnionDensity.EnergyAndGradient(Components, Weights, constants, x);
        double[] logs = [0.7, -0.4, 5];
        for (var row = 0; row < nearest.Length; row++)
        {
            var (i, first) = ((int)nearest[row], x[row, 0].item<double>());
            Assert.Equal(-(i + 1) * first + logs[i] - Math.Log(Weights[i]), energy[row].item<double>(), 1e-12);
            Assert.Equal([-(i + 1), 0.0], gradient[row].data<double>().ToArray());
        }

        Assert.Equal(0, Largest(UnionDensity.Energy(Components, Weights, constants, x) - energy));
        Assert.Equal(0, Largest(UnionDensity.EnergyGradient(Components, x) - gradient));
        Assert.Equal(0, Largest(x - before));

        var plain = UnionDensity.Energy(Components, Weights, null, x);
        var offsets = tensor(nearest.Select(i => logs[i]).ToArray());
        Assert.True(Largest(plain + offsets - energy) < 1e-12);
    }

    [Fact]
    public void TheEnergyNeedsConstantsAndTheGradientDoesNot()
    {
        using var scope = NewDisposeScope();
        using var constants = new UnionNormalization(3);
        var error = Assert.Throws<InvalidOperationException>(
            () => UnionDensity.Energy(Components, Weights, constants, Points));
        Assert.Contains("NormalizingConstant.Normalize", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => UnionDensity.EnergyAndGradient(Components, Weights, constants, Points));
        Assert.True(UnionDensity.EnergyGradient(Components, Points).isfinite().all().item<bool>());
        Assert.Throws<ArgumentException>(() => UnionDensity.Energy(Components, [1, 2], null, Points));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void TheComponentIsFoundForAllCodimensionsAndInsideOtherUnions(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var circle = new TestMoved(new TestLatitude(0), 1, 1, 0, 0);
        var sphere = new TestSphere(3);
        var plane = new TestMoved(new TestSphere(3, 0.25), 1, 3, 0, 0);
        var x = tensor(new double[,] { { 2, 0, 0 }, { 0, 0, 1 }, { 3, 0.25, 0 }, { 0.02, 0.198997487421324, 0 }, { 0, -1, 0 } })
            .to(type);
        Assert.Equal([0L, 1, 2, 0, 1], UnionDensity.NearestComponents([circle, sphere, plane], x));
        Assert.Equal([0L, 0, 1, 0, 0], UnionDensity.NearestComponents([new TestUnion(circle, sphere), plane], x));
        Assert.Equal([1L, 1, 0, 1, 1], UnionDensity.NearestComponents(
            [plane, new PairedModel(new TestUnion(circle, sphere), new TestTilt(3, 1))], x));
    }

    [Fact]
    public void DerivativesInTheParametersAreThoseOfTheComponents()
    {
        using var scope = NewDisposeScope();
        using var first = new PlaneEnergy(1, ScalarType.Float64);
        using var second = new PlaneEnergy(2, ScalarType.Float64);
        IConstrainedModel[] models =
            [new PairedModel(new TestSphere(2, 2), first), new PairedModel(new TestSphere(2), second)];
        var x = tensor(new double[,] { { 0, 1 }, { 2, 0 }, { 1, 0 }, { 0, -2 } });
        var factors = tensor(new double[] { 1, 2, 3, 4 });
        (UnionDensity.Energy(models, [0.5, 0.5], null, x) * factors).sum().backward();
        var (ofFirst, ofSecond) = (Gradients(first), Gradients(second));
        first.zero_grad();
        second.zero_grad();
        ((first.Energy(x) * factors)[1] + (first.Energy(x) * factors)[3]).backward();
        ((second.Energy(x) * factors)[0] + (second.Energy(x) * factors)[2]).backward();
        Assert.All(ofFirst.Zip(Gradients(first)), pair => Assert.True(Largest(pair.First - pair.Second) < 1e-12));
        Assert.All(ofSecond.Zip(Gradients(second)), pair => Assert.True(Largest(pair.First - pair.Second) < 1e-12));

        static Tensor[] Gradients(PlaneEnergy energy) => [.. energy.parameters().Select(parameter => parameter.grad!.clone())];
    }

    [Fact]
    public void EmptyBatchesAndPointsThatAreNotFiniteAreNoProblem()
    {
        using var scope = NewDisposeScope();
        var (energy, gradient) = UnionDensity.EnergyAndGradient(Components, Weights, null, zeros(0, 2, float64));
        Assert.Equal([0L], energy.shape);
        Assert.Equal([0L, 2], gradient.shape);

        IConstrainedModel[] models = [.. Components.Select(model => new PairedModel(model, new TestTilt(2, 1)))];
        var x = Points;
        var clean = UnionDensity.Energy(models, Weights, null, x);
        x[1, 0] = double.NaN;
        var spoiled = UnionDensity.Energy(models, Weights, null, x);
        Assert.True(spoiled[1].isnan().item<bool>());
        Assert.Equal(0, Largest((spoiled - clean)[2..]));
    }

    [Fact]
    public void KeepsTheNumberOfLiveTensors()
    {
        using var x = Points;
        using var noGradient = no_grad();
        Run();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 20; i++)
            Run();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Run()
        {
            UnionDensity.Energy(Components, Weights, null, x).Dispose();
            UnionDensity.EnergyGradient(Components, x).Dispose();
            var (energy, gradient) = UnionDensity.EnergyAndGradient(Components, Weights, null, x);
            energy.Dispose();
            gradient.Dispose();
        }
    }

    private static double Largest(Tensor x) => x.abs().max().item<double>();

    /// <summary>A tilt that refuses points off its manifold.</summary>
    private sealed class OwnEnergy(IManifold manifold, double slope) : AnalyticEnergy(2)
    {
        private readonly TestTilt tilt = new(2, slope);

        public override Tensor Energy(Tensor x)
        {
            Check(x);
            return tilt.Energy(x);
        }

        public override Tensor EnergyGradient(Tensor x)
        {
            Check(x);
            return tilt.EnergyGradient(x);
        }

        private void Check(Tensor x)
        {
            using var scope = NewDisposeScope();
            if (x.shape[0] > 0)
                Assert.True(Largest(manifold.Value(x)) < 1e-6);
        }
    }
}
