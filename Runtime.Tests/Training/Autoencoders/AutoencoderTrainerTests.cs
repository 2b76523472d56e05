using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

public class AutoencoderTrainerTests
{
    private static readonly AutoencoderTrainerOptions Still = new() { Epochs = 1, LearningRate = 1e-30, BatchSize = 33 };

    [Fact]
    public void ALineIsLearnedByAffineLayers()
    {
        using var data = Line(200);
        manual_seed(1);
        using var encoder = new NetEncoder(3, 1, variational: false);
        using var decoder = new NetDecoder(1, 3);
        var reports = new Reports();
        var result = new AutoencoderTrainer(new() { Epochs = 200, LearningRate = 0.02, BatchSize = 50 })
            .Train(encoder, decoder, data, reports);
        Assert.True(result.Epochs[0].SquaredError > 0.1);
        Assert.InRange(result.Epochs[^1].SquaredError, 0, 1e-5);
        Assert.Equal(result.Epochs.Select(epoch => epoch.Total), reports.All.Select(report => report.Loss));
        Assert.All(reports.All, report => Assert.Equal((TrainingPhase.Autoencoder, 200), (report.Phase, report.Epochs)));
        Assert.All(result.Epochs, epoch => Assert.Equal((epoch.SquaredError, 0), (epoch.Total, epoch.Divergence)));
    }

    [Fact]
    public void TheLossOfAPlainOneIsTheMeanSquaredDistance()
    {
        using var data = Line(100);
        using var encoder = new NetEncoder(3, 1, variational: true, ScalarType.Float64);
        using var decoder = new NetDecoder(1, 3, ScalarType.Float64);
        using var code = encoder.Encode(data).detach();
        using var point = decoder.Decode(code).detach();
        var squares = HostTransfer.Read(point).Zip(HostTransfer.Read(data), (a, b) => (a - b) * (a - b)).Sum();
        Assert.Equal(squares / 100, new AutoencoderTrainer(Still).Train(encoder, decoder, data).Epochs[0].SquaredError, 1e-12);
    }

    /// <summary>
    /// A code that does not depend on x, N(μ, σ²), decoded to a z + b: E ‖x − a z − b‖² = E ‖x − a μ − b‖² + σ² |a|², and the divergence is
    /// ½ (μ² + σ² − 1 − log σ²).
    /// </summary>
    [Fact]
    public void TheLossOfAVariationalOneIsThatOfClosedForms()
    {
        const double Mean = 0.7;
        const double LogVariance = -0.4;
        using var data = Line(20_000);
        using var encoder = new NetEncoder(3, 1, variational: true, ScalarType.Float64);
        using var decoder = new NetDecoder(1, 3, ScalarType.Float64);
        Set(encoder.Weight, new double[6]);
        Set(encoder.Offset, Mean, LogVariance);
        Set(decoder.Weight, 1, -2, 0.5);
        Set(decoder.Offset, 0.1, 0.2, 0.3);
        var loss = new AutoencoderTrainer(Still with { DivergenceWeight = 0.3, BatchSize = 1000 }).Train(encoder, decoder, data).Epochs[0];
        var divergence = 0.5 * (Mean * Mean + Math.Exp(LogVariance) - 1 - LogVariance);
        Assert.Equal(divergence, loss.Divergence, 1e-12);
        Assert.Equal(loss.SquaredError + 0.3 * loss.Divergence, loss.Total, 1e-12);
        var centre = HostTransfer.Read(data).Chunk(3)
            .Average(x => Math.Pow(x[0] - 0.8, 2) + Math.Pow(x[1] + 1.2, 2) + Math.Pow(x[2] - 0.65, 2));
        var expected = centre + Math.Exp(LogVariance) * 5.25;

        // The standard error is 0.06.
        Assert.Equal(expected, loss.SquaredError, 0.2);
    }

    /// <summary>With a weight that outdoes the data the codes' distribution becomes N(0, 1); with one that is small it does not.</summary>
    [Fact]
    public void TheDivergenceIsLearnedToo()
    {
        using var data = Line(200);
        double Divergence(double weight)
        {
            manual_seed(1);
            using var encoder = new NetEncoder(3, 1, variational: true);
            using var decoder = new NetDecoder(1, 3);
            return new AutoencoderTrainer(new() { Epochs = 60, LearningRate = 0.02, BatchSize = 50, DivergenceWeight = weight })
                .Train(encoder, decoder, data).Epochs[^1].Divergence;
        }

        Assert.InRange(Divergence(100), 0, 0.01);
        Assert.True(Divergence(0.01) > 0.5);
    }

    [Fact]
    public void SeedsReproduceParameters()
    {
        using var data = Line(100);
        double[] Train(ulong seed)
        {
            manual_seed(1);
            using var encoder = new NetEncoder(3, 1, variational: true);
            using var decoder = new NetDecoder(1, 3);
            new AutoencoderTrainer(new() { Epochs = 3, BatchSize = 30, DivergenceWeight = 0.1, Seed = seed }).Train(encoder, decoder, data);
            return HostTransfer.Read(decoder.Weight.detach());
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void TheGradientsNormIsLimited()
    {
        // Under a limit far below Adam's ε = 1e-8 the step is that much shorter than the learning rate.
        double Moved(double limit)
        {
            using var data = Line(30);
            using var encoder = new NetEncoder(3, 1, variational: false);
            using var decoder = new NetDecoder(1, 3);
            var before = HostTransfer.Read(decoder.Offset.detach());
            new AutoencoderTrainer(Still with { LearningRate = 0.001, GradientNormLimit = limit }).Train(encoder, decoder, data);
            return HostTransfer.Read(decoder.Offset.detach()).Zip(before).Max(pair => Math.Abs(pair.First - pair.Second));
        }

        Assert.InRange(Moved(1), 0.0009, 0.0011);
        Assert.True(Moved(1e-12) < 1e-6);
    }

    [Fact]
    public void TrainingStopsAndLeavesNoTensorBehind()
    {
        using var data = Line(60);
        using var encoder = new NetEncoder(3, 1, variational: true);
        using var decoder = new NetDecoder(1, 3);
        using var source = new CancellationTokenSource();
        var trainer = new AutoencoderTrainer(new() { Epochs = 3, DivergenceWeight = 0.1 });
        trainer.Train(encoder, decoder, data);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        trainer.Train(encoder, decoder, data);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        var reports = new Reports(_ => source.Cancel());
        Assert.Throws<OperationCanceledException>(() => trainer.Train(encoder, decoder, data, reports, source.Token));
        Assert.Single(reports.All);
    }

    [Fact]
    public void BadInputIsRefused()
    {
        using var data = Line(20);
        using var encoder = new NetEncoder(3, 1, variational: false);
        using var decoder = new NetDecoder(1, 3);
        using var wide = new NetDecoder(2, 3);
        var trainer = new AutoencoderTrainer(Still);
        Assert.Contains("ℝ^2", Assert.Throws<ArgumentException>(() => trainer.Train(encoder, wide, data)).Message);
        Assert.Contains("variational", Assert.Throws<ArgumentException>(
            () => new AutoencoderTrainer(Still with { DivergenceWeight = 1 }).Train(encoder, decoder, data)).Message);
        using var notFinite = data.clone();
        notFinite[4, 1] = double.NaN;
        Assert.Contains("Row 4", Assert.Throws<ArgumentException>(() => trainer.Train(encoder, decoder, notFinite)).Message);
        Set(decoder.Offset, double.PositiveInfinity, 0, 0);
        Assert.Throws<TrainingDivergedException>(() => trainer.Train(encoder, decoder, data));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AutoencoderTrainer(Still with { Epochs = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AutoencoderTrainer(Still with { DivergenceWeight = -1 }));
    }

    /// <summary>Points (1 + t, 2 t − 1, t/2), t uniform in [−1, 1].</summary>
    private static Tensor Line(int rows)
    {
        var uniforms = new double[rows];
        CounterRandom.Uniforms(new RandomKey(8), uniforms, 1);
        var values = uniforms.Select(uniform => 2 * uniform - 1).SelectMany(t => new[] { 1 + t, 2 * t - 1, t / 2 });
        return tensor(values.ToArray(), [rows, 3], dtype: ScalarType.Float64);
    }

    private static void Set(Parameter parameter, params double[] values)
    {
        using var gradient = no_grad();
        using var numbers = tensor(values, dtype: parameter.dtype);
        using var shaped = numbers.view(parameter.shape);
        parameter.copy_(shaped);
    }
}
