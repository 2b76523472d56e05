using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Measurement;

/// <summary>The circle's nets and settings (Fig. 1 and 2), ready to be measured: a trained manifold, an energy.</summary>
internal sealed class CircleMeasurement : IDisposable
{
    /// <summary>Training points.</summary>
    public const int Points = 1000;

    /// <summary>Trains the manifold.</summary>
    /// <param name="epochs">Passes over the data.</param>
    public CircleMeasurement(int epochs = 100)
    {
        Data = new VonMises(concentration: 2).SamplePoints(Points, new Random(0)).ToTensor();
        Manifold = new CircleManifold(0);
        Energy = new CircleEnergy(0);
        new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = epochs }).Train(Manifold, Data);
    }

    /// <summary>Where noise is drawn.</summary>
    public static Box Box { get; } = Box.Cube(2, 1.5);

    /// <summary>Settings of the chains, without the check by stepping back, which no other program has.</summary>
    public static ConstrainedLangevinOptions Sampling { get; } = new()
    {
        NoiseScale = 0.3,
        StepSize = 1,
        GradientClamp = 0.1,
        Box = Box,
        CheckReversibility = false,
    };

    /// <summary>Settings of the energy's training.</summary>
    public static EnergyTrainerOptions EnergyTraining { get; } = new(Box);

    /// <summary>von Mises points on the unit circle, (1000, 2).</summary>
    public Tensor Data { get; }

    /// <summary>The trained manifold.</summary>
    public CircleManifold Manifold { get; }

    /// <summary>An energy as it starts.</summary>
    public CircleEnergy Energy { get; }

    /// <summary>Points of the manifold, (count, 2), float, fresh.</summary>
    public Tensor Start(int count)
    {
        using var noise = new NoiseProjection(Manifold, Box, new RandomKey(1), ScalarType.Float32, CPU);
        return noise.Take(count);
    }

    /// <summary>A copy of the manifold that may be trained further.</summary>
    public CircleManifold CopyOfManifold()
    {
        var copy = new CircleManifold(0);
        copy.load_state_dict(Manifold.state_dict());
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Data.Dispose();
        Manifold.Dispose();
        Energy.Dispose();
    }
}
