using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>
/// What one parse knows of the types that a declaration is composed of: each is read once, however often it is used. Nothing of it
/// outlives the parse.
/// </summary>
internal sealed class OperandLookup
{
    private readonly Dictionary<INamedTypeSymbol, int> components = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ModelKind?> kinds = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ModelShape?> shapes = new(SymbolEqualityComparer.Default);
    private readonly Compilation compilation;
    private readonly CancellationToken cancellation;

    /// <summary>Reads all that a type is composed of, but not the type itself.</summary>
    public OperandLookup(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        this.compilation = compilation;
        this.cancellation = cancellation;
        var found = OperandGraph.Components(type, OperandsOf);
        foreach (var component in found)
        {
            var index = components.Count;
            foreach (var member in component)
                components[member] = index;
            // Types that are composed of nothing but each other are of the kind of whatever else one of them is composed of.
            var own = component.Select(member => Known(member) ?? OperandsOf(member).Select(Known).FirstOrDefault(IsComposable)).ToList();
            for (var i = 0; i < component.Count; i++)
                kinds[component[i]] = own[i] ?? own.FirstOrDefault(kind => kind is not null);
            foreach (var member in component.Where(member => !SymbolEqualityComparer.Default.Equals(member, type)))
                shapes[member] = Read(member);
        }
    }

    /// <summary>What a type is; for a composition, the kind of its first operand that has one.</summary>
    public ModelKind? KindOf(INamedTypeSymbol? type) => type is null ? null : Known(type);

    /// <summary>What an operand is and its dimensions; null where it is not declared, or rejected.</summary>
    public ModelShape? ShapeOf(INamedTypeSymbol operand) => shapes.TryGetValue(operand, out var shape) ? shape : null;

    /// <summary>Whether an operand of a type is composed of that type.</summary>
    public bool IsCycle(INamedTypeSymbol type, INamedTypeSymbol operand)
        => components.TryGetValue(type, out var own) && components.TryGetValue(operand, out var other) && own == other;

    /// <summary>Whether a type's declaration can be read here; that of another assembly is not, only its shape.</summary>
    public bool IsLocal(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    /// <summary>Whether a composition can be of a kind.</summary>
    public static bool IsComposable(ModelKind? kind) => kind is ModelKind.Manifold or ModelKind.Energy or ModelKind.ConstrainedModel;

    private ModelKind? Known(INamedTypeSymbol type)
    {
        if (kinds.TryGetValue(type, out var kind))
            return kind;
        return (IsLocal(type) ? null : ShapeAttributes.Read(type)?.Kind) ?? DeclarationForms.KindOf(DeclarationForms.Of(type));
    }

    private ModelShape? Read(INamedTypeSymbol type)
    {
        if (!IsLocal(type))
            return ShapeAttributes.Read(type);
        return DeclarationParser.Parse(type, this, compilation, null, cancellation) is { } spec and not RejectedSpec ? spec.Shape : null;
    }

    private IEnumerable<INamedTypeSymbol> OperandsOf(INamedTypeSymbol type)
    {
        if (!IsLocal(type) || DeclarationForms.Of(type) is not { } form)
            return [];
        var reader = AttributeReader.Find(type, DeclarationForms.Attribute(form), cancellation)!;
        return OperandParser.Read(form, reader).Select(operand => operand.Type).OfType<INamedTypeSymbol>();
    }
}
