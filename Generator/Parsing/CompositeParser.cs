using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads the six compositions: their operands, which are of one kind, and what each has besides.</summary>
internal static class CompositeParser
{
    public static CompositeSpec? Parse(
        Declaration declaration, ModelForm form, AttributeReader reader, IReadOnlyList<OperandArgument> operands, IReadOnlyList<OperandSpec> names)
    {
        if (form is ModelForm.Union or ModelForm.Intersect or ModelForm.Product && operands.Count < 2)
        {
            declaration.Report(
                DiagnosticDescriptors.OperandCount, () => reader.Location, declaration.Type.Name, form, operands.Count == 0 ? "no operand" : "one operand");
        }

        var shapes = operands.Select(operand => Operand(declaration, operands, operand)).ToList();
        CompositionSpec? composition = form switch
        {
            ModelForm.Union => UnionParser.Parse(declaration, reader, operands, shapes),
            ModelForm.Intersect => new IntersectionSpec(),
            ModelForm.Product => new ProductSpec(),
            ModelForm.Translate => TranslationParser.Parse(declaration, reader, operands[0].Name, shapes[0]),
            ModelForm.Rotate => RotationParser.Parse(declaration, reader, operands[0].Name, shapes[0]),
            _ => ScalingParser.Parse(declaration, reader, operands[0].Name, shapes[0]),
        };
        var shape = form switch
        {
            ModelForm.Union => CompositionShapes.Union(declaration, operands, shapes),
            ModelForm.Intersect => CompositionShapes.Intersection(declaration, reader, operands, shapes),
            ModelForm.Product => CompositionShapes.Product(shapes),
            _ => shapes[0],
        };
        return declaration.HasErrors
            ? null
            : new CompositeSpec(TypeShapeParser.Spec(declaration.Type), shape!, composition!, new EquatableArray<OperandSpec>(names));
    }

    /// <summary>Shape of one operand, null where it cannot be used or is of another kind than the composite.</summary>
    private static ModelShape? Operand(Declaration declaration, IReadOnlyList<OperandArgument> operands, OperandArgument operand)
    {
        var shape = OperandParser.Check(declaration, operand, expected: null, "operand");
        var kind = declaration.Operands.KindOf(declaration.Type);
        if (shape is null || shape.Kind == kind)
            return shape;
        declaration.Report(
            DiagnosticDescriptors.KindsMixed,
            operand.Location,
            declaration.Type.Name,
            operands.First(other => declaration.Operands.KindOf(other.Type) == kind).Name,
            OperandParser.WithArticle(kind),
            operand.Name,
            OperandParser.WithArticle(shape.Kind));
        return null;
    }
}
