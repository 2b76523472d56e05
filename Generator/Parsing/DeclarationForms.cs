using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Tells from a type's attributes how it is declared.</summary>
internal static class DeclarationForms
{
    public static readonly ModelForm[] All = (ModelForm[])Enum.GetValues(typeof(ModelForm));

    private static readonly Dictionary<string, ModelForm> ByAttribute = All.ToDictionary(form => $"{form}Attribute");

    /// <summary>How a type is declared: the first form where there are several, null where there is none.</summary>
    public static ModelForm? Of(INamedTypeSymbol? type)
    {
        ModelForm? first = null;
        foreach (var form in AllOf(type))
            first = first < form ? first : form;
        return first;
    }

    /// <summary>Every form that a type has, in the order of its attributes.</summary>
    public static IEnumerable<ModelForm> AllOf(INamedTypeSymbol? type)
    {
        foreach (var data in type?.GetAttributes() ?? [])
        {
            if (data.AttributeClass is { ContainingNamespace: { Name: TypeNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } } attribute
                && ByAttribute.TryGetValue(attribute.MetadataName, out var form))
            {
                yield return form;
            }
        }
    }

    /// <summary>The kind that a form stands for by itself; null for a composition, whose kind is that of its operands.</summary>
    public static ModelKind? KindOf(ModelForm? form) => form switch
    {
        ModelForm.Manifold or ModelForm.Sphere or ModelForm.Stiefel => ModelKind.Manifold,
        ModelForm.Energy => ModelKind.Energy,
        ModelForm.ConstrainedModel => ModelKind.ConstrainedModel,
        ModelForm.Encoder => ModelKind.Encoder,
        ModelForm.Decoder => ModelKind.Decoder,
        ModelForm.PushforwardModel => ModelKind.PushforwardModel,
        _ => null,
    };

    /// <summary>Metadata name of a form's attribute.</summary>
    public static string Attribute(ModelForm form) => $"{TypeNames.Namespace}.{form}Attribute";
}
