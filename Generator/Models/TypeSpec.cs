namespace DslManifolds.Generator.Models;

/// <summary>Name and place of a declared type, as emitted code needs them.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Containers">Openings of the partial types around it, outermost first, such as "class Outer".</param>
/// <param name="Name">Its simple name, without an escaping @.</param>
/// <param name="FullName">Namespace, containers and name joined by dots.</param>
internal sealed record TypeSpec(string Namespace, EquatableArray<string> Containers, string Name, string FullName);
