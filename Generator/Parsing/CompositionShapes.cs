using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Works out the shape of a composite from those of its operands, and checks that they fit together.</summary>
/// <remarks>Shapes of operands that cannot be used are null; then the result is null, and what can be checked is checked all the same.</remarks>
internal static class CompositionShapes
{
    /// <summary>Outputs of a union up to which its code is of a sensible size: eight operands of two outputs.</summary>
    private const int MaxUnionOutputs = 1 << 8;

    /// <summary>Dimension the largest of the operands', outputs all products of one output from each.</summary>
    public static ModelShape? Union(
        Declaration declaration, IReadOnlyList<OperandArgument> operands, IReadOnlyList<ModelShape?> shapes)
    {
        if (Same(declaration, operands, shapes) is not { Count: > 0 } known || !known[0].HasManifold)
            return shapes.FirstOrDefault();

        var outputs = 1L;
        for (var i = 0; i < known.Count; i++)
        {
            outputs *= known[i].Outputs;
            if (outputs <= MaxUnionOutputs)
                continue;
            declaration.Report(DiagnosticDescriptors.UnionOutputs, operands[i].Location, declaration.Type.Name, MaxUnionOutputs, operands[i].Name, outputs);
            return null;
        }

        // What is rejected is told its fault only.
        if (outputs > 1 && !declaration.HasErrors)
        {
            // On one component, the rows of another's outputs are multiples of each other.
            var several = known.FindIndex(shape => shape.Outputs > 1);
            declaration.Report(
                DiagnosticDescriptors.UnionRank, operands[several].Location, declaration.Type.Name, outputs, operands[several].Name, known[several].Outputs);
        }

        return known[0] with
        {
            Dimension = known.Max(shape => shape.Dimension),
            Outputs = (int)outputs,
            IsMixed = known.Any(shape => shape.IsMixed || shape.Dimension != known[0].Dimension),
        };
    }

    /// <summary>Codimensions and outputs add up.</summary>
    public static ModelShape? Intersection(
        Declaration declaration, AttributeReader reader, IReadOnlyList<OperandArgument> operands, IReadOnlyList<ModelShape?> shapes)
    {
        if (Same(declaration, operands, shapes) is not { Count: > 0 } known || !known[0].HasManifold)
            return shapes.FirstOrDefault();

        var (name, ambient, codimension) = (declaration.Type.Name, known[0].Ambient, known.Sum(shape => shape.Codimension));
        var list = string.Join(" + ", known.Select(shape => shape.Codimension));
        if (codimension > ambient)
        {
            var sum = 0;
            var first = known.FindIndex(shape => (sum += shape.Codimension) > ambient);
            declaration.Report(DiagnosticDescriptors.CodimensionSum, operands[first].Location, name, ambient, list, codimension);
            return null;
        }

        if (codimension == ambient)
            declaration.Report(DiagnosticDescriptors.IsolatedPoints, () => reader.Location, name, ambient, list);
        return known[0] with { Dimension = ambient - codimension, Outputs = known.Sum(shape => shape.Outputs), IsMixed = known.Any(shape => shape.IsMixed) };
    }

    /// <summary>Everything adds up.</summary>
    public static ModelShape? Product(IReadOnlyList<ModelShape?> shapes)
    {
        var known = shapes.OfType<ModelShape>().ToList();
        return known.Count == 0 || known.Count < shapes.Count
            ? null
            : new ModelShape(
                known[0].Kind,
                known.Sum(shape => shape.Ambient),
                known.Sum(shape => shape.Dimension),
                known.Sum(shape => shape.Outputs),
                known.Any(shape => shape.IsMixed));
    }

    /// <summary>The shapes, where all are known and have one ambient dimension.</summary>
    private static List<ModelShape>? Same(
        Declaration declaration, IReadOnlyList<OperandArgument> operands, IReadOnlyList<ModelShape?> shapes)
    {
        var first = shapes.ToList().FindIndex(shape => shape is not null);
        var differ = false;
        for (var i = first + 1; first >= 0 && i < shapes.Count; i++)
        {
            if (shapes[i] is not { } shape || shape.Ambient == shapes[first]!.Ambient)
                continue;
            differ = true;
            declaration.Report(
                DiagnosticDescriptors.AmbientDiffers, operands[i].Location,
                declaration.Type.Name, operands[first].Name, shapes[first]!.Ambient, operands[i].Name, shape.Ambient);
        }

        return differ || shapes.Any(shape => shape is null) ? null : [.. shapes.OfType<ModelShape>()];
    }
}
