using DslManifolds.Geometry;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>
/// Trains manifolds of closed curves and surfaces, and starts one that comes out otherwise again from other starting values. Whether
/// a zero set is closed shows in its mesh, without the truth: one that is not meets the border of the box.
/// </summary>
/// <remarks>
/// Data on several manifolds that lie apart are best learned one manifold a cluster (<see cref="SingleLinkage"/>), each in the box of the
/// whole scene, so that it has no piece where another cluster is, and joined by a declared union: one net of a few units seldom learns two
/// clean circles, where two such nets nearly always do.
/// </remarks>
public sealed class ClosedManifoldTrainer
{
    // Far enough apart that one seed's further attempts are not another seed's first, nor one cluster's another's.
    private const ulong AttemptStride = 1_000_003;
    private const ulong ClusterStride = 7_919;

    private readonly ClosedManifoldOptions options;

    /// <summary>A trainer.</summary>
    /// <param name="options">Settings.</param>
    public ClosedManifoldTrainer(ClosedManifoldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
    }

    /// <summary>Trains a manifold on points.</summary>
    /// <typeparam name="TModel">A declared manifold: a curve in the plane or in space, or a surface in space.</typeparam>
    /// <param name="create">Makes a manifold from a seed. Those of attempts that failed are disposed.</param>
    /// <param name="data">(rows, n); see <see cref="ManifoldTrainer"/>, whose errors are raised too.</param>
    /// <param name="progress">Told after each epoch, of each attempt.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The first manifold that is as it was to be, or the last one.</returns>
    public ClosedManifold<TModel> Train<TModel>(
        Func<long, TModel> create,
        Tensor data,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : nn.Module, IManifold
    {
        ArgumentNullException.ThrowIfNull(create);
        return Attempts(create, data, options.Training.Seed, progress, cancellationToken);
    }

    /// <summary>Trains a manifold for each cluster of points.</summary>
    /// <param name="create">Makes a manifold from a seed. Those of attempts that failed are disposed.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="progress">Told after each epoch, of each attempt.</param>
    /// <param name="cancellationToken">Stops between steps; manifolds that are done by then are disposed.</param>
    /// <returns>A manifold for each cluster.</returns>
    /// <inheritdoc cref="Train" path="/typeparam"/>
    public IReadOnlyList<ClosedManifold<TModel>> TrainEach<TModel>(
        Func<long, TModel> create,
        IReadOnlyList<PointSet> clusters,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : nn.Module, IManifold
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(clusters);
        var trained = new List<ClosedManifold<TModel>>(clusters.Count);
        try
        {
            foreach (var cluster in clusters)
            {
                // The trainer brings the points to the model's element type and device.
                using var data = cluster.ToTensor(ScalarType.Float64);
                var seed = options.Training.Seed + (ulong)trained.Count * ClusterStride;
                trained.Add(Attempts(create, data, seed, progress, cancellationToken));
            }

            return trained;
        }
        catch
        {
            foreach (var manifold in trained)
                manifold.Model.Dispose();
            throw;
        }
    }

    private ClosedManifold<TModel> Attempts<TModel>(
        Func<long, TModel> create, Tensor data, ulong firstSeed, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
        where TModel : nn.Module, IManifold
    {
        for (var attempt = 1; ; attempt++)
        {
            var seed = firstSeed + (ulong)(attempt - 1) * AttemptStride;
            var model = create((long)seed);
            try
            {
                var result = new ManifoldTrainer(options.Training with { Seed = seed }).Train(model, data, progress, cancellationToken);
                var parameter = model.parameters().First();
                var mesh = LevelSet.Extract(
                    model, options.Box, options.CellsPerAxis, elementType: parameter.dtype, device: parameter.device);
                var topology = MeshTopology.Of(mesh);
                var isAsAsked = topology is { IsClosed: true, Components: > 0 }
                    && topology.Components == (options.Components ?? topology.Components)
                    && IsWithinReach(mesh, data);
                if (isAsAsked || attempt == options.Attempts)
                    return new ClosedManifold<TModel>(model, result, topology, isAsAsked, attempt);
            }
            catch
            {
                model.Dispose();
                throw;
            }

            model.Dispose();
        }
    }

    private bool IsWithinReach(SimplicialMesh mesh, Tensor data) => options.Reach is not { } reach
        || new MeshDistance(SimplicialMesh.FromPoints(PointSet.FromTensor(data))).Nearest(mesh.Vertices).Distances.Max() <= reach;
}
