using System.Runtime.Intrinsics;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Samples.Commands;

/// <summary>What the user chose for a run.</summary>
internal sealed record RunSettings
{
    /// <summary>Data of the user's; null where none was given.</summary>
    public DataFile? DataFile { get; init; }

    /// <summary>Seed of data, start values, noise and split.</summary>
    public int Seed { get; init; }

    /// <summary>How many seeds are run, from <see cref="Seed"/> on.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Whose settings are used.</summary>
    public Preset Preset { get; init; }

    /// <summary>The models that are trained.</summary>
    public IReadOnlyList<ModelKind> Models { get; init; } = [ModelKind.Constrained];

    /// <summary>What trains and samples.</summary>
    public Backend Backend { get; init; }

    /// <summary>Device of the tensors: cpu or cuda.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Threads that libtorch uses within an operation.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Solver of Eq. 9 in each Langevin step: newton, or lbfgs as in the paper.</summary>
    public string Solver { get; init; } = "newton";

    /// <summary>Factor on the numbers of epochs.</summary>
    public double EpochsScale { get; init; } = 1;

    /// <summary>Name of the backend that computes; of two, where the choice is free, the one that is used where it can be.</summary>
    public string BackendName => Backend switch
    {
        Backend.Fused => "fused",
        Backend.Torch => "torch",
        _ => Device == "cpu" && Vector256.IsHardwareAccelerated ? "fused" : "torch",
    };

    /// <summary>A number of epochs, scaled; at least 1.</summary>
    public int Epochs(int epochs) => Math.Max(1, (int)Math.Round(epochs * EpochsScale));
}
