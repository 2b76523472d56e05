using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>
/// The density p = Σ wᵢ pᵢ of a union of constrained models, pᵢ = e^(−Eᵢ) / Zᵢ on Mᵢ:
/// E(x) = Eᵢ(x) + log Zᵢ − log wᵢ, ∇E(x) = ∇Eᵢ(x) for the component i that x lies on.
/// </summary>
/// <remarks>
/// x lies on the component to which Newton's step of least norm is shortest, |Jᵢ⁺ Fᵢ|; for one output that is |Fᵢ| / |∇Fᵢ|. Where
/// J has no step to offer, since F is not in its range, the distance counts as infinite. An energy is evaluated at the points of
/// its own component only. With gradient mode on, results are differentiable with respect to x and to the parameters of the
/// energies; which component a point is on, and the constants log Zᵢ, are taken as given.
/// </remarks>
public static class UnionDensity
{
    /// <summary>E(x): (batch, n) → (batch), fresh.</summary>
    /// <param name="components">The models.</param>
    /// <param name="weights">wᵢ, positive.</param>
    /// <param name="normalization">log Zᵢ; null for the unnormalised E(x) = Eᵢ(x) − log wᵢ.</param>
    /// <param name="x">Points of the union, (batch, n).</param>
    /// <exception cref="ArgumentException">Counts of components, weights and constants differ.</exception>
    /// <exception cref="InvalidOperationException">The constants are not set.</exception>
    public static Tensor Energy(
        IReadOnlyList<IConstrainedModel> components,
        IReadOnlyList<double> weights,
        UnionNormalization? normalization,
        Tensor x)
    {
        var offsets = Offsets(components, weights, normalization);
        using var scope = NewDisposeScope();
        var parts = Split(components, x);
        var energies = parts.Select(part => Shift(components[part.Component].Energy(part.Points), offsets[part.Component]));
        return Join(parts, [.. energies]).MoveToOuterDisposeScope();
    }

    /// <summary>∇E(x): (batch, n) → (batch, n), fresh. It needs neither weights nor constants.</summary>
    /// <param name="components">The models.</param>
    /// <param name="x">Points of the union, (batch, n).</param>
    public static Tensor EnergyGradient(IReadOnlyList<IConstrainedModel> components, Tensor x)
    {
        using var scope = NewDisposeScope();
        var parts = Split(components, x);
        var gradients = parts.Select(part => components[part.Component].EnergyGradient(part.Points));
        return Join(parts, [.. gradients]).MoveToOuterDisposeScope();
    }

    /// <summary>E(x) and ∇E(x), fresh.</summary>
    /// <inheritdoc cref="Energy"/>
    public static (Tensor Energy, Tensor Gradient) EnergyAndGradient(
        IReadOnlyList<IConstrainedModel> components,
        IReadOnlyList<double> weights,
        UnionNormalization? normalization,
        Tensor x)
    {
        var offsets = Offsets(components, weights, normalization);
        using var scope = NewDisposeScope();
        var parts = Split(components, x);
        var results = Array.ConvertAll(parts, part => components[part.Component].EnergyAndGradient(part.Points));
        var energies = results.Zip(parts, (result, part) => Shift(result.Energy, offsets[part.Component]));
        return (
            Join(parts, [.. energies]).MoveToOuterDisposeScope(),
            Join(parts, Array.ConvertAll(results, result => result.Gradient)).MoveToOuterDisposeScope());
    }

    /// <summary>Number of the component that each point lies on; of several at one distance, the first.</summary>
    /// <param name="components">The components.</param>
    /// <param name="x">Points, (batch, n).</param>
    public static long[] NearestComponents(IReadOnlyList<IManifold> components, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(x);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var points = x.detach();
        var distances = stack([.. components.Select(component => Distance(component, points))], 0);
        return MemoryMarshal.Cast<byte, long>(distances.argmin(0).cpu().bytes).ToArray();
    }

    /// <summary>|J⁺ F| of each point in double precision, (batch); infinite where it is not a number.</summary>
    private static Tensor Distance(IManifold component, Tensor x)
    {
        if (component is IPairedModel pair)
            return Distance(pair.ManifoldPart, x);
        if (component is IUnion union)
        {
            // The products that a union has for outputs lose the rank of J where two of its components cross.
            return stack([.. union.Components.Select(inner => Distance(inner, x))], 0).amin([0]);
        }

        using var scope = NewDisposeScope();
        var (value, jacobian) = component.ValueAndJacobian(x);
        var squared = SquaredStep(value.to(ScalarType.Float64), jacobian.to(ScalarType.Float64));
        var infinite = double.PositiveInfinity;
        return squared.nan_to_num(nan: infinite, posinf: infinite).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// |J⁺ F|² = Fᵀ (J Jᵀ + δ)⁻¹ F in the limit of small δ, here as small as rounding lets it be. Unlike with the pseudo-inverse
    /// itself, the part of F outside the range of J counts, as a great distance: so the centre is not on the sphere.
    /// </summary>
    private static Tensor SquaredStep(Tensor value, Tensor jacobian)
    {
        var outputs = value.shape[1];
        var gram = jacobian.bmm(jacobian.transpose(1, 2));
        var scale = gram.diagonal(0, 1, 2).sum(1).reshape(-1, 1, 1);
        // Above the rounding errors of J Jᵀ, and not zero where J is.
        using var precision = tensor(10 * outputs * Math.ScaleB(1, -52), ScalarType.Float64, value.device);
        using var least = tensor(Math.ScaleB(1, -1022), ScalarType.Float64, value.device);
        var identity = eye(outputs, dtype: ScalarType.Float64, device: value.device);
        var damped = gram.Plus(scale.mul(precision).Plus(least).mul(identity));
        if (outputs == 1)
            return value.Squared().div(damped.squeeze(2)).squeeze(1);
        var column = value.unsqueeze(2);
        var (solution, _) = linalg.solve_ex(damped, column);
        return column.mul(solution).sum([1, 2]);
    }

    private static double[] Offsets(
        IReadOnlyList<IConstrainedModel> components, IReadOnlyList<double> weights, UnionNormalization? normalization)
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(weights);
        var constants = normalization?.Require();
        if (weights.Count != components.Count || (constants is not null && constants.Length != components.Count))
        {
            throw new ArgumentException(
                $"{weights.Count} weights and {constants?.Length ?? components.Count} normalising constants are given for "
                + $"{components.Count} components.",
                nameof(weights));
        }

        var offsets = new double[components.Count];
        for (var i = 0; i < offsets.Length; i++)
            offsets[i] = (constants?[i] ?? 0) - Math.Log(weights[i]);
        return offsets;
    }

    /// <summary>The points of each component that has any; of no points, an empty part of the first component.</summary>
    private static Part[] Split(IReadOnlyList<IConstrainedModel> components, Tensor x)
    {
        var nearest = NearestComponents(components, x);
        var groups = nearest
            .Select((component, row) => (Component: (int)component, Row: (long)row))
            .GroupBy(pair => pair.Component, pair => pair.Row)
            .OrderBy(group => group.Key)
            .ToArray();
        if (groups.Length <= 1)
            return [new Part(groups.Length == 0 ? 0 : groups[0].Key, [], x)];
        return Array.ConvertAll(groups, group =>
        {
            long[] rows = [.. group];
            using var index = tensor(rows, device: x.device);
            return new Part(group.Key, rows, x.index_select(0, index));
        });
    }

    private static Tensor Shift(Tensor energies, double offset)
    {
        using var shift = tensor(offset, energies.dtype, energies.device);
        return energies.Plus(shift);
    }

    /// <summary>Puts the rows of the parts back in order.</summary>
    private static Tensor Join(Part[] parts, Tensor[] values)
    {
        if (parts.Length == 1)
            return values[0];
        var places = new long[parts.Sum(part => part.Rows.Length)];
        var next = 0;
        foreach (var row in parts.SelectMany(part => part.Rows))
            places[row] = next++;
        using var index = tensor(places, device: values[0].device);
        return cat(values, 0).index_select(0, index);
    }

    /// <summary>The points on one component and their rows; no rows are listed where it has all points.</summary>
    private sealed record Part(int Component, long[] Rows, Tensor Points);
}
