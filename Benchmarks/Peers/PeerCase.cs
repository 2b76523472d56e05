using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Measurement;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Peers;

/// <summary>One pair of nets that all programs measure, with the same weights, starting points and noise.</summary>
internal sealed class PeerCase : IDisposable
{
    private const double StartJitter = 0.05;

    // Starting weights of layers shrink what passes through them; with this factor singular values of J are about one.
    private const double RandomScale = 3;

    private PeerCase(string name)
    {
        Name = name;
    }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>Numbers of chains that are measured by every program.</summary>
    public required int[] Batches { get; init; }

    /// <summary>Widths of the manifold's net, n and k included.</summary>
    public required int[] ManifoldWidths { get; init; }

    /// <summary>Widths of the energy's net, n and 1 included.</summary>
    public required int[] EnergyWidths { get; init; }

    /// <summary>The manifold, trained for a while.</summary>
    public required IManifold Manifold { get; init; }

    /// <summary>The energy as it starts.</summary>
    public required IEnergy Energy { get; init; }

    /// <summary>Training points.</summary>
    public required Tensor Data { get; init; }

    /// <summary>Settings of the chains: no rule that other programs lack.</summary>
    public required ConstrainedLangevinOptions Sampling { get; init; }

    /// <summary>Time of a training step of a copy of the manifold.</summary>
    public required Func<Backend, double, double> ManifoldStep { get; init; }

    /// <summary>Points of the manifold where the chains start, as many as the largest batch.</summary>
    public Tensor Starts => starts ??= FindStarts();

    private Tensor? starts;

    /// <summary>The nets and settings of the circle.</summary>
    public static PeerCase Circle()
    {
        var circle = new CircleMeasurement();
        return Create(
            "circle", [100, 1000, 10_000], circle.Manifold, circle.Energy, circle.Data, noiseScale: 0.3,
            [2, 8, 8, 8, 1], [2, 32, 32, 1], () => new CircleManifold(0));
    }

    /// <summary>n = 2 with layers of 128.</summary>
    public static PeerCase Wide()
    {
        using var circle = new CircleMeasurement(epochs: 1);
        var (manifold, data) = (new WideCurve(0), circle.Data.clone());
        new ManifoldTrainer(new ManifoldTrainerOptions { Epochs = 20, LearningRate = 0.003 }).Train(manifold, data);
        return Create(
            "wide", [1000], manifold, new WideEnergy(0), data, noiseScale: 0.3,
            [2, 128, 128, 128, 1], [2, 128, 128, 1], () => new WideCurve(0));
    }

    /// <summary>n = 100, codimension 50: a net of random numbers, whose zero set is made to pass through the origin.</summary>
    public static PeerCase Many()
    {
        using var noGradient = no_grad();
        using var generator = new TorchSharp.torch.Generator(2);
        var manifold = new ManyEquations(0);
        foreach (var (name, parameter) in manifold.named_parameters())
        {
            if (name.EndsWith("weight", StringComparison.Ordinal))
                parameter.mul_(RandomScale);
        }

        using var origin = zeros(1, ManyEquations.AmbientDimension);
        using var value = manifold.Value(origin);
        manifold.named_parameters().Last().parameter.sub_(value.squeeze(0));
        var data = 0.1 * randn([1000, ManyEquations.AmbientDimension], generator: generator);
        return Create(
            "many", [100], manifold, new ManyEnergy(0), data, noiseScale: 0.03,
            [100, 128, 128, 128, 50], [100, 32, 32, 1], () => new ManyEquations(0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        starts?.Dispose();
        Data.Dispose();
        ((nn.Module)Manifold).Dispose();
        ((nn.Module)Energy).Dispose();
    }

    private static PeerCase Create<TManifold, TEnergy>(
        string name,
        int[] batches,
        TManifold manifold,
        TEnergy energy,
        Tensor data,
        double noiseScale,
        int[] manifoldWidths,
        int[] energyWidths,
        Func<TManifold> another)
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
        => new(name)
        {
            Batches = batches,
            Manifold = manifold,
            Energy = energy,
            Data = data,
            ManifoldWidths = manifoldWidths,
            EnergyWidths = energyWidths,
            Sampling = new ConstrainedLangevinOptions
            {
                NoiseScale = noiseScale,
                StepSize = 1,
                GradientClamp = 0.1,
                MaximumMove = double.PositiveInfinity,
                CheckReversibility = false,
                Threads = 1,
            },
            ManifoldStep = (backend, seconds) =>
            {
                using var copy = another();
                copy.load_state_dict(manifold.state_dict());
                return TrainingTiming.ManifoldStep(copy, data, new ManifoldTrainerOptions().On(backend), seconds);
            },
        };

    private Tensor FindStarts()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new TorchSharp.torch.Generator(1);
        var count = Batches.Max();
        var found = new List<Tensor>();
        for (var rows = 0L; rows < count; rows += found[^1].shape[0])
        {
            var points = Data + StartJitter * randn(Data.shape, generator: generator);
            using var frame = new NewtonRetraction().At(Manifold, points);
            using var solve = frame.Retract(zeros_like(points));
            var good = solve.Status.Index().Where(pair => pair.Item == SolveStatus.Converged).Select(pair => (long)pair.Index);
            found.Add(solve.Value.index_select(0, tensor(good.ToArray())));
            if (found[^1].shape[0] == 0)
                throw new InvalidOperationException($"{Name}: no point can be projected onto the manifold.");
        }

        return cat(found, 0).narrow(0, 0, count).clone().DetachFromDisposeScope();
    }
}
