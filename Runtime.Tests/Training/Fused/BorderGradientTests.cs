using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using DslManifolds.Training;
using DslManifolds.Training.Fused;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training.Fused;

/// <summary>The gradient of the border hinge in the parameters, as kernels compute it, against central differences.</summary>
[Trait("Category", "Kernels")]
public class BorderGradientTests
{
    private static readonly ManifoldTrainerOptions Options = new()
    {
        BatchSize = 8,
        BorderHinge = new(Box.Cube(2, 1.5)) { Points = 21, Weight = 0.6 },
    };

    [Fact]
    public void GradientIsThatOfFiniteDifferences()
    {
        using var model = new CircleNet(1, ScalarType.Float64);
        var source = (IManifoldTrainingKernelSource)model;
        var (penalty, gradient) = source.UseManifoldTrainingKernel(new Gradient());
        Assert.Equal(Penalty(model), penalty, 1e-13);
        Assert.InRange(penalty, 0.1, 10);
        const double Step = 1e-5;
        var start = 0;
        using var noGradient = no_grad();
        foreach (var parameter in source.ManifoldTrainingParameters)
        {
            var values = HostTransfer.Read(parameter);
            for (var i = 0; i < values.Length; i++)
            {
                double At(double value)
                {
                    parameter.view(-1)[i] = value;
                    return Penalty(model);
                }

                var slope = (At(values[i] + Step) - At(values[i] - Step)) / (2 * Step);
                At(values[i]);
                Assert.Equal(0.6 * slope, gradient[start + i], 1e-8);
            }

            start += values.Length;
        }

        Assert.Equal(gradient.Length, start);
        Assert.Contains(gradient, number => Math.Abs(number) > 0.1);
    }

    private static double Penalty(CircleNet model) => new PointSet(Points().Draw(4).ToArray(), 2)
        .Evaluate(model.Value, ScalarType.Float64)
        .Average(value => Math.Pow(Math.Max(0, 1 - value), 2));

    private static BorderPoints Points() => new(Options.BorderHinge!, new RandomKey(5), 2);

    private sealed class Gradient : IManifoldTrainingKernelUser<double, (double Penalty, double[] Gradient)>
    {
        public (double Penalty, double[] Gradient) Use<TKernel>(TKernel kernel)
            where TKernel : struct, IManifoldTrainingKernel<double>
        {
            using var step = new ManifoldStep<double, TKernel>(kernel, Options);
            var gradient = new double[TKernel.ParameterCount];
            return (step.AddBorder(Points(), 4, gradient), gradient);
        }
    }
}
