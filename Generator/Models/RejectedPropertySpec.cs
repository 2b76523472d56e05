namespace DslManifolds.Generator.Models;

/// <summary>A partial property of a rejected declaration, whose accessors throw.</summary>
/// <param name="Head">Modifiers, type and name.</param>
/// <param name="Accessors">Modifiers and names of its accessors, such as "get" and "private set".</param>
internal sealed record RejectedPropertySpec(string Head, EquatableArray<string> Accessors);
