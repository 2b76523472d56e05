using DslManifolds.Geometry;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>Numbers on the learned manifold.</summary>
internal static class ManifoldMetrics
{
    /// <summary>The topology of the zero set in the box of <see cref="ManifoldSettings.TopologyBox"/>.</summary>
    public static MeshTopology Topology(IManifold manifold, ManifoldSettings settings, Device device) =>
        MeshTopology.Of(LearnedMesh.Extract(manifold, settings.TopologyBox, settings.MeshCells, device));

    /// <summary>
    /// Sets <c>topology.*</c>, in the box of <see cref="ManifoldSettings.TopologyBox"/>. Closed is 1 where no zero crossing
    /// touches the border of that box.
    /// </summary>
    public static void AddTopology(RunContext context, IManifold manifold, ManifoldSettings settings, Device device) =>
        AddTopology(context, Topology(manifold, settings, device));

    /// <summary>Sets <c>topology.*</c>.</summary>
    public static void AddTopology(RunContext context, MeshTopology topology)
    {
        context.Metrics.Set("topology.components", topology.Components);
        context.Metrics.Set("topology.euler", topology.EulerCharacteristic);
        context.Metrics.Set("topology.closed", topology.IsClosed ? 1 : 0);
    }

    /// <summary>
    /// Sets a key to 1 where the topology is that of one closed manifold with an Euler characteristic, else to 0; over several seeds
    /// the mean is the share of runs in which it comes out. To be called after <see cref="AddTopology"/>.
    /// </summary>
    public static void AddShape(RunContext context, string key, int eulerCharacteristic)
    {
        var isIt = Is("components", 1) && Is("euler", eulerCharacteristic) && Is("closed", 1);
        context.Metrics.Set(key, isIt ? 1 : 0);

        bool Is(string number, int value) => context.Metrics.Number($"topology.{number}") == value;
    }

    /// <summary>Sets <c>mdf.distance_mean</c> and <c>mdf.distance_max</c>: held-out points to the closest points found.</summary>
    public static void AddDistances(RunContext context, ProjectedPoints closest) => AddDistances(context, closest.Distances);

    /// <summary>Sets <c>mdf.distance_mean</c> and <c>mdf.distance_max</c> of distances to the learned manifold.</summary>
    public static void AddDistances(RunContext context, double[] distances)
    {
        context.Metrics.Set("mdf.distance_mean", distances.Average());
        context.Metrics.Set("mdf.distance_max", distances.Max());
    }

    /// <summary>Sets <c>mdf.sigma_min</c>: the least singular value of J over the data.</summary>
    public static void AddSingularValue(RunContext context, IManifold manifold, PointSet data, Device device) =>
        context.Metrics.Set("mdf.sigma_min", data.Evaluate(x => LeastSingularValue(manifold, x), device: device).Min());

    /// <summary>Sets <c>manifold.hausdorff</c>, of the learned manifold and the true one, with its two directions.</summary>
    public static void AddHausdorff(RunContext context, HausdorffDistance hausdorff)
    {
        context.Metrics.Set("manifold.hausdorff", hausdorff.Value);
        context.Metrics.Set("manifold.hausdorff.to_truth", hausdorff.ToTruth);
        context.Metrics.Set("manifold.hausdorff.from_truth", hausdorff.FromTruth);
    }

    private static Tensor LeastSingularValue(IManifold manifold, Tensor x)
    {
        using var scope = NewDisposeScope();
        return linalg.svdvals(manifold.Jacobian(x)).amin([-1]).MoveToOuterDisposeScope();
    }
}
