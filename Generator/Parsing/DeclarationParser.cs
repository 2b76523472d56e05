using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing.Expressions;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>
/// Reads a declaration whole: from a symbol to a spec that names no symbol. The generator and the analyzer share it.
/// </summary>
internal static class DeclarationParser
{
    /// <summary>Attributes that give layers, and the forms that have some.</summary>
    private static readonly (string Attribute, string Word, ModelForm[] Forms, string Place)[] Layers =
    [
        (
            TypeNames.MlpAttribute,
            "Mlp",
            [ModelForm.Manifold, ModelForm.Energy, ModelForm.Encoder, ModelForm.Decoder],
            "[Manifold], [Energy], [Encoder] or [Decoder]"),
        (TypeNames.CouplingFlowAttribute, "CouplingFlow", [ModelForm.Manifold], "[Manifold]"),
    ];

    /// <summary>Whether an attribute is the first of its kind on a type, whose parts may each carry one by mistake.</summary>
    public static bool IsFirst(INamedTypeSymbol type, AttributeData attribute)
        => type.GetAttributes()
            .First(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute.AttributeClass))
            .ApplicationSyntaxReference is { } first
            && attribute.ApplicationSyntaxReference is { } given
            && (first.SyntaxTree, first.Span) == (given.SyntaxTree, given.Span);

    /// <summary>Reads a type's declaration.</summary>
    /// <returns>
    /// Its spec; a <see cref="RejectedSpec"/> where it has a fault; null where it is not declared, or so that nothing can be emitted.
    /// </returns>
    public static ModelSpec? Parse(
        INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellation)
        => Parse(type, new OperandLookup(type, compilation, cancellation), compilation, report, cancellation);

    /// <summary>Reads a type's declaration, with all that is known of its operands.</summary>
    public static ModelSpec? Parse(
        INamedTypeSymbol type, OperandLookup lookup, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellation)
    {
        var declaration = new Declaration(type, lookup, compilation, report, cancellation);
        var declared = DeclarationForms.Of(type);
        StrayMembers.Check(declaration, declared);
        if (declared is not { } form)
        {
            CheckStrayLayers(declaration, form: null);
            return null;
        }

        // While a declaration is typed, names are missing; the compiler says so.
        if (!TypeShapeParser.IsNamed(type))
            return null;
        if (TypeShapeParser.NotAClass(type) is { } word)
        {
            declaration.Report(DiagnosticDescriptors.UnsupportedType, () => null, type.Name, word);
            return null;
        }

        CheckSingleForm(declaration, form);
        var emittable = TypeShapeParser.Check(declaration);
        var kind = lookup.KindOf(type);
        var (spec, operands) = Body(declaration, form, kind);
        // Where nothing tells a composition's kind, its members could have any name that a kind knows: that is no fault of theirs.
        var named = kind is null ? new Declaration(type, lookup, compilation, null, cancellation) : declaration;
        var members = CompositionMembers.AllNames(form, kind).Concat(operands.Select(operand => operand.PropertyName))
            .Concat(ParameterParser.Find(type).Select(property => ParameterSpec.FieldOf(property.Name)));
        var taken = NameParser.Check(named, members);
        if (!declaration.HasErrors)
            return spec;
        return emittable ? RejectedParser.Parse(declaration, form, kind, taken, operands) : null;
    }

    private static (ModelSpec? Spec, OperandSpec[] Operands) Body(Declaration declaration, ModelForm form, ModelKind? kind)
    {
        var reader = AttributeReader.Find(declaration.Type, DeclarationForms.Attribute(form), declaration.Cancellation)!;
        CheckStrayLayers(declaration, form);
        if (!reader.IsWellFormed)
        {
            declaration.Reject();
            return (null, []);
        }

        switch (form)
        {
            case ModelForm.Manifold:
                return (ManifoldParser.Parse(declaration, reader), []);
            case ModelForm.Energy:
                return (EnergyParser.Parse(declaration, reader), []);
            case ModelForm.Encoder:
                return (LatentParser.Encoder(declaration, reader), []);
            case ModelForm.Decoder:
                return (LatentParser.Decoder(declaration, reader), []);
            case ModelForm.Sphere:
                return (SphereParser.Parse(declaration, reader), []);
            case ModelForm.Stiefel:
                return (StiefelParser.Parse(declaration, reader), []);
            default:
                var operands = OperandParser.Read(form, reader);
                var names = OperandParser.Name(declaration, CompositionMembers.AllNames(form, kind), operands);
                ModelSpec? spec = form switch
                {
                    ModelForm.ConstrainedModel => ConstrainedModelParser.Parse(declaration, operands, names),
                    ModelForm.PushforwardModel => PushforwardModelParser.Parse(declaration, operands, names),
                    _ => CompositeParser.Parse(declaration, form, reader, operands, names),
                };
                return (spec, names);
        }
    }

    private static void CheckStrayLayers(Declaration declaration, ModelForm? form)
    {
        foreach (var (attribute, word, forms, place) in Layers)
        {
            if (form is { } own && forms.Contains(own))
                continue;
            if (AttributeReader.Find(declaration.Type, attribute, declaration.Cancellation) is { } stray)
                declaration.Report(DiagnosticDescriptors.LayersWithoutModel, () => stray.Location, declaration.Type.Name, word, place);
        }
    }

    private static void CheckSingleForm(Declaration declaration, ModelForm form)
    {
        // An attribute that stands twice is reported by the compiler.
        foreach (var other in DeclarationForms.AllOf(declaration.Type).Where(other => other != form).Distinct())
        {
            var second = AttributeReader.Find(declaration.Type, DeclarationForms.Attribute(other), declaration.Cancellation)!;
            declaration.Report(DiagnosticDescriptors.SeveralKinds, () => second.Location, declaration.Type.Name, form, other);
        }
    }
}
