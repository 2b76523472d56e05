using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [Mlp]: hidden widths and activation.</summary>
internal static class MlpParser
{
    /// <summary>The perceptron, or null where it has a fault.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="model">The attribute that says what the type is.</param>
    /// <param name="inputs">Number of inputs, null where it is unknown; then faults are reported all the same.</param>
    /// <param name="outputs">Number of outputs, null where it is unknown.</param>
    /// <param name="method">The attribute of the methods that could be there instead; null where none could.</param>
    public static MlpSpec? Parse(Declaration declaration, AttributeReader model, int? inputs, int? outputs, string? method)
    {
        var type = declaration.Type;
        var reader = AttributeReader.Find(type, TypeNames.MlpAttribute, declaration.Cancellation);
        if (reader is null)
        {
            declaration.Report(
                DiagnosticDescriptors.NoLayers,
                () => model.Location,
                type.Name,
                $"function: add [Mlp(8, 8, 8)], say{(method is null ? "" : $", or a method with {method}")}");
            return null;
        }

        if (!reader.IsWellFormed)
        {
            declaration.Reject();
            return null;
        }

        var (widths, activation) = Layers(declaration, reader, "Mlp");
        return declaration.HasErrors || inputs is null || outputs is null
            ? null
            : new MlpSpec(inputs.Value, new EquatableArray<int>(widths), outputs.Value, activation);
    }

    /// <summary>Hidden widths and activation, as several attributes state them; faults are reported.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="reader">The attribute.</param>
    /// <param name="name">Its name.</param>
    public static (int[] Widths, ActivationKind Activation) Layers(Declaration declaration, AttributeReader reader, string name)
    {
        var type = declaration.Type;
        var hidden = reader.Positional(0);
        var widths = hidden.IsNull ? [] : hidden.Values.Select(value => value.Value is int width ? width : 0).ToArray();
        if (widths.Length == 0)
            declaration.Report(DiagnosticDescriptors.NoLayers, () => reader.Location, type.Name, $"hidden layer: write [{name}(8, 8, 8)], say");
        for (var i = 0; i < widths.Length; i++)
        {
            var index = i;
            if (widths[i] < 1)
                declaration.Report(DiagnosticDescriptors.LayerWidth, () => reader.ElementLocation(0, index), type.Name, i + 1, widths[i]);
        }

        var activation = reader.Named<int>("Activation") ?? (int)ActivationKind.Silu;
        if (!Enum.IsDefined(typeof(ActivationKind), activation))
            declaration.Report(DiagnosticDescriptors.UnknownActivation, () => reader.NamedLocation("Activation"), type.Name);
        return (widths, (ActivationKind)activation);
    }
}
