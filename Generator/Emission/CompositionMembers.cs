using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Members that a composition has besides those of its kind: heads without accessibility, for what is rejected.</summary>
internal static class CompositionMembers
{
    private const string ListOfManifolds = "global::System.Collections.Generic.IReadOnlyList<" + TypeNames.IManifold + ">";
    private const string ListOfWeights = "global::System.Collections.Generic.IReadOnlyList<double>";

    /// <summary>Whether a form is made of operands.</summary>
    public static bool HasOperands(ModelForm form)
        => form is ModelForm.ConstrainedModel or ModelForm.PushforwardModel or ModelForm.Intersect || Contract(form, ModelKind.Manifold) is not null;

    /// <summary>The interface that tells a composition's parts, if it has one.</summary>
    public static string? Contract(ModelForm form, ModelKind? kind) => kind == ModelKind.Energy ? null : form switch
    {
        ModelForm.Union => TypeNames.IUnion,
        ModelForm.Product => TypeNames.IProduct,
        ModelForm.Translate or ModelForm.Rotate or ModelForm.Scale => TypeNames.ITransformed,
        _ => null,
    };

    /// <summary>The members of that interface: their types, names and parameter lists, which properties lack.</summary>
    public static IEnumerable<(string Returns, string Name, string Parameters)> Of(ModelForm form, ModelKind? kind) => Contract(form, kind) switch
    {
        TypeNames.IUnion => [(ListOfManifolds, "Components", ""), (ListOfWeights, "Weights", "")],
        TypeNames.IProduct => [(ListOfManifolds, "Factors", "")],
        TypeNames.ITransformed =>
        [
            (TypeNames.IManifold, "Source", ""),
            (TypeNames.Tensor, "Map", $"({TypeNames.Tensor} y)"),
            (TypeNames.Tensor, "MapBack", $"({TypeNames.Tensor} x)"),
        ],
        _ => [],
    };

    /// <summary>Every name that is generated for a declaration, operands and layers apart; where the kind is unknown, for any.</summary>
    public static IEnumerable<string> AllNames(ModelForm form, ModelKind? kind) => ModelMembers.Names(kind ?? ModelKind.ConstrainedModel)
        .Concat(Of(form, kind).Select(member => member.Name))
        .Concat(HasOperands(form) ? ["Dispose", "ownsOperands"] : [])
        .Concat(HasOperands(form) && form is not (ModelForm.ConstrainedModel or ModelForm.PushforwardModel) ? ["constants"] : [])
        .Concat(HasNormalization(form, kind) ? [CompositeViewEmitter.NormalizationName] : []);

    /// <summary>Whether a declaration may hold normalising constants: a union of models.</summary>
    public static bool HasNormalization(ModelForm form, ModelKind? kind)
        => form == ModelForm.Union && kind is null or ModelKind.ConstrainedModel;
}
