using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Composites, each with F or E written out as a plain function of its operands'.</summary>
internal static class CompositeCases
{
    private static readonly double[] TurnedAxes = [0, 0, 1, 1, 0, 0, 0, 1, 0];

    public static IReadOnlyDictionary<string, Func<(IManifold Composite, Func<Tensor, Tensor> Value)>> Manifolds { get; } =
        new Dictionary<string, Func<(IManifold, Func<Tensor, Tensor>)>>
        {
            [nameof(TwoSpheres)] = () => Case(new TwoSpheres(1, float64), _ => x => Sphere(x, 0.5) * Sphere(x, -0.5)),
            [nameof(SphereRing)] = () => Case(new SphereRing(2, float64), _ => x => cat([Sphere(x, 0.5), Sphere(x, -0.5)], 1)),
            [nameof(SurfaceAndCurve)] = () => Case(
                new SurfaceAndCurve(3, float64), union => x => union.SurfaceNet.Value(x) * union.SineNet.Value(x)),
            [nameof(TwoCurves)] = () => Case(
                new TwoCurves(4, float64), union => x => AllProducts(union.SineNet1.Value(x), union.SineNet2.Value(x))),
            [nameof(ThreeComponents)] = () => Case(
                new ThreeComponents(5, float64),
                union => x => AllProducts(
                    AllProducts(union.SineNet1.Value(x), union.SurfaceNet.Value(x)), union.SineNet3.Value(x))),
            [nameof(SurfaceAndCurvePoints)] = () => Case(
                new SurfaceAndCurvePoints(6, float64),
                points => x => cat([points.SurfaceNet.Value(x), points.SineNet.Value(x)], 1)),
            [nameof(TurnedCurve)] = () => Case(
                new TurnedCurve(7, float64), turned => x => turned.SineNet.Value(TurnBack(x, 2, 30))),
            [nameof(MovedCurve)] = () => Case(
                new MovedCurve(8, float64), moved => x => Moved(moved, x)),
            [nameof(CurveAndSphere)] = () => Case(
                new CurveAndSphere(9, float64), union => x => Moved(union.MovedCurve, x) * Sphere(x, 0.5)),
            [nameof(CircleTimesCurve)] = () => Case(
                new CircleTimesCurve(10, float64),
                product => x => cat([product.CircleNet.Value(x[.., ..2]), product.SineNet.Value(x[.., 2..])], 1)),
            [nameof(TurnedWide)] = () => Case(
                new TurnedWide(11, float64), turned => x => turned.WideNet.Value(TurnBack(x, 11, 20))),
            [nameof(WideUnion)] = () => Case(
                new WideUnion(12, float64),
                union => x => union.TurnedWide.WideNet.Value(TurnBack(x, 11, 20)) * union.WideSurfaceNet.Value(x)),
            [nameof(CircleTimesSphereModel)] = () => Case(
                new CircleTimesSphereModel(13, float64),
                product => x => cat([product.CircleNetModel.CircleNet.Value(x[.., ..2]), Sphere(x[.., 2..], 0)], 1)),
            [nameof(SphereModels)] = () => Case(
                new SphereModels(14, float64), _ => x => Sphere(x, 0) * Sphere(x.matmul(Matrix(TurnedAxes)) / 2, 0)),
        };

    public static IReadOnlyDictionary<string, Func<(IEnergy Composite, Func<Tensor, Tensor> Energy)>> Energies { get; } =
        new Dictionary<string, Func<(IEnergy, Func<Tensor, Tensor>)>>
        {
            [nameof(EnergyMixture)] = () => Case(new EnergyMixture(1, float64), mixture => x => Mixed(mixture, x)),
            [nameof(EnergySum)] = () => Case(
                new EnergySum(2, float64), sum => x => sum.SpaceEnergy.Energy(x) + sum.OtherSpaceEnergy.Energy(x)),
            [nameof(EnergyProduct)] = () => Case(
                new EnergyProduct(3, float64),
                product => x => product.PlaneEnergy.Energy(x[.., ..2]) + product.SpaceEnergy.Energy(x[.., 2..])),
            [nameof(ScaledEnergy)] = () => Case(new ScaledEnergy(4, float64), scaled => x => Mixed(scaled.EnergyMixture, x * 2)),
            [nameof(TurnedSphereModel)] = () => Case(new TurnedSphereModel(5, float64), turned => x => TurnedEnergy(turned, x)),
            [nameof(CurveModel)] = () => Case(
                new CurveModel(6, float64),
                curve => x => curve.SphereModel.SpaceEnergy.Energy(x) + curve.SurfaceModel.OtherSpaceEnergy.Energy(x)),
            [nameof(CircleTimesSphereModel)] = () => Case(
                new CircleTimesSphereModel(7, float64),
                product => x => product.CircleNetModel.PlaneEnergy.Energy(x[.., ..2])
                    + product.SphereModel.SpaceEnergy.Energy(x[.., 2..])),
            [nameof(SphereModels)] = () =>
            {
                var models = new SphereModels(8, float64);
                models.Normalization.Set(0.7, -0.2);
                var (small, large) = (0.7 - Math.Log(0.75), -0.2 - Math.Log(0.25));
                return (models, x => Piecewise(x, models.SphereModel, models.TurnedSphereModel, small, large));
            },
            [nameof(PlainSphereModels)] = () =>
            {
                var models = new PlainSphereModels(9, float64);
                return (models, x => Piecewise(x, models.SphereModel, models.TurnedSphereModel, Math.Log(2), Math.Log(2)));
            },
        };

    private static (TComposite, Func<Tensor, Tensor>) Case<TComposite>(
        TComposite composite, Func<TComposite, Func<Tensor, Tensor>> function)
        => (composite, function(composite));

    private static Tensor Sphere(Tensor x, double centre)
        => (x - tensor(new[] { centre, 0, 0 }, float64)).square().sum(1, keepdim: true) - 1;

    private static Tensor AllProducts(Tensor first, Tensor second) => (first.unsqueeze(2) * second.unsqueeze(1)).flatten(1);

    private static Tensor Moved(MovedCurve moved, Tensor x)
        => moved.ScaledCurve.TurnedCurve.SineNet.Value(TurnBack((x - tensor(new[] { 1, -2, 0.5 }, float64)) / 2.5, 2, 30));

    /// <summary>Qᵀ x, where Q turns the axis of coordinate 0 towards another one.</summary>
    private static Tensor TurnBack(Tensor x, int to, double degrees)
    {
        var (cosine, sine) = (Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
        var columns = Enumerable.Range(0, (int)x.shape[1]).Select(i => x[.., i]).ToArray();
        (columns[0], columns[to]) = (cosine * columns[0] + sine * columns[to], cosine * columns[to] - sine * columns[0]);
        return stack(columns, 1);
    }

    private static Tensor Matrix(double[] entries) => tensor(entries, float64).reshape(3, 3);

    private static Tensor Mixed(EnergyMixture mixture, Tensor x)
        => -(0.25 * (-mixture.SpaceEnergy.Energy(x)).exp() + 0.75 * (-mixture.OtherSpaceEnergy.Energy(x)).exp()).log();

    /// <summary>A surface in ℝ³ scaled by 2: the density is divided by 2².</summary>
    private static Tensor TurnedEnergy(TurnedSphereModel turned, Tensor x)
        => turned.LargeSphereModel.SphereModel.SpaceEnergy.Energy(x.matmul(Matrix(TurnedAxes)) / 2) + 2 * Math.Log(2);

    private static Tensor Piecewise(Tensor x, SphereModel small, TurnedSphereModel large, double ofSmall, double ofLarge)
    {
        var nearest = UnionDensity.NearestComponents([small, large], x);
        Assert.Equal(2, nearest.Distinct().Count());
        return (small.SpaceEnergy.Energy(x) + ofSmall).where(tensor(nearest).eq(0), TurnedEnergy(large, x) + ofLarge);
    }
}
