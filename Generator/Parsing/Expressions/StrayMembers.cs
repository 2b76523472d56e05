using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Finds constraints, potentials and parameters in types where nothing is made of them.</summary>
internal static class StrayMembers
{
    private static readonly (string Attribute, string Word, ModelForm[] Forms, string Place)[] Rules =
    [
        (TypeNames.ConstraintAttribute, "Constraint", [ModelForm.Manifold], "[Manifold]"),
        (TypeNames.PotentialAttribute, "Potential", [ModelForm.Energy], "[Energy]"),
        (TypeNames.ParameterAttribute, "Parameter", [ModelForm.Manifold, ModelForm.Energy], "[Manifold] or [Energy]"),
    ];

    /// <param name="declaration">The type.</param>
    /// <param name="form">How it is declared, null where it is not.</param>
    public static void Check(Declaration declaration, ModelForm? form)
    {
        foreach (var member in UserSource.Members(declaration.Type).Where(member => member is IMethodSymbol or IPropertySymbol))
        {
            foreach (var (attribute, word, forms, place) in Rules)
            {
                if (form is { } own && forms.Contains(own))
                    continue;
                if (AttributeReader.Find(member, attribute, declaration.Cancellation) is { } stray)
                {
                    declaration.Report(
                        DiagnosticDescriptors.StrayMember, () => stray.Location, declaration.Type.Name, word, member.Name, place);
                }
            }
        }
    }
}
