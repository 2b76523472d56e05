namespace DslManifolds.Generator.Models;

/// <summary>A number of the user's that can be trained: a partial property over a 0-d parameter tensor.</summary>
/// <param name="Name">Name of the property, and of the tensor in the module's state.</param>
/// <param name="Start">Value at the start.</param>
/// <param name="Modifiers">The property's modifiers as the user wrote them, such as "public partial".</param>
/// <param name="TypeName">double or float.</param>
/// <param name="Setter">Modifiers and name of the accessor that writes, such as "set" or "private set"; empty where there is none.</param>
internal sealed record ParameterSpec(string Name, double Start, string Modifiers, string TypeName, string Setter)
{
    /// <summary>Name of the field that holds it.</summary>
    public string Field => FieldOf(Name);

    /// <summary>Name of the field for a property.</summary>
    public static string FieldOf(string property) => $"parameter{property}";
}
