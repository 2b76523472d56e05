using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads what [Union] has besides its operands: the weights of the mixture, and whether models are normalised.</summary>
internal static class UnionParser
{
    public static UnionSpec? Parse(
        Declaration declaration, AttributeReader reader, IReadOnlyList<OperandArgument> operands, IReadOnlyList<ModelShape?> shapes)
    {
        var kind = declaration.Operands.KindOf(declaration.Type);
        if (reader.Has("Normalized") && kind is ModelKind.Manifold or ModelKind.Energy)
        {
            declaration.Report(
                DiagnosticDescriptors.NormalizedUnused,
                () => reader.NamedLocation("Normalized"),
                declaration.Type.Name,
                kind == ModelKind.Energy ? "energies" : "manifolds");
        }

        var given = reader.NamedNumbers("Weights") ?? [];
        if (given.Length == 0)
            CheckDimensions(declaration, reader, operands, shapes);
        var weights = given.Length == 0 ? [.. operands.Select(_ => 1.0 / operands.Count)] : Given(declaration, reader, given, operands.Count);
        return weights is null ? null : new UnionSpec(new EquatableArray<double>(weights), reader.Named<bool>("Normalized") ?? true);
    }

    private static double[]? Given(Declaration declaration, AttributeReader reader, double[] given, int count)
    {
        var name = declaration.Type.Name;
        if (given.Length != count)
        {
            declaration.Report(
                DiagnosticDescriptors.Weights, () => reader.NamedLocation("Weights"), name, $"there are {given.Length} for {count} operands");
            return null;
        }

        // Divided by the largest first, so that the sum is finite.
        var largest = given.Max();
        var sum = given.Sum(weight => weight / largest);
        var weights = given.Select(weight => weight / largest / sum).ToArray();
        for (var i = 0; i < given.Length; i++)
        {
            var index = i;
            if (given[i] > 0 && !double.IsInfinity(given[i]) && !(weights[i] == 0))
                continue;
            declaration.Report(
                DiagnosticDescriptors.Weights,
                () => reader.NamedElementLocation("Weights", index),
                name,
                given[i] > 0 && !double.IsInfinity(given[i])
                    ? $"{Numbers.Text(given[i])} is nothing beside {Numbers.Text(largest)}"
                    : $"{Numbers.Text(given[i])} is not a finite number above 0");
        }

        return declaration.HasErrors ? null : weights;
    }

    /// <summary>Densities on manifolds of unlike dimension have unlike units.</summary>
    private static void CheckDimensions(
        Declaration declaration, AttributeReader reader, IReadOnlyList<OperandArgument> operands, IReadOnlyList<ModelShape?> shapes)
    {
        if (shapes.FirstOrDefault() is not { Kind: ModelKind.ConstrainedModel } first)
            return;
        var other = shapes.ToList().FindIndex(shape => shape is not null && shape.Dimension != first.Dimension);
        if (other < 0)
            return;
        declaration.Report(
            DiagnosticDescriptors.WeightsNeeded,
            () => reader.Location,
            declaration.Type.Name,
            operands[0].Name,
            first.Dimension,
            operands[other].Name,
            shapes[other]!.Dimension);
    }
}
