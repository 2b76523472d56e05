using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>
/// A declaration while it is read: the type, and where its faults go. The analyzer passes a reporter and gets every fault with
/// its location; the generator passes none and learns only that there was one.
/// </summary>
internal sealed class Declaration(
    INamedTypeSymbol type, OperandLookup operands, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellation)
{
    private static readonly ImmutableDictionary<string, string?> NoProperties = ImmutableDictionary<string, string?>.Empty;

    public INamedTypeSymbol Type { get; } = type;

    /// <summary>What is known of the types that it is composed of.</summary>
    public OperandLookup Operands { get; } = operands;

    public Compilation Compilation { get; } = compilation;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether a fault was found; warnings and remarks are none.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Whether somebody listens: what serves messages only need not be worked out otherwise.</summary>
    public bool IsReporting => report is not null;

    /// <summary>Notes a fault. Locations are worked out only for a reporter.</summary>
    public void Report(DiagnosticDescriptor descriptor, Func<Location?> location, params object[] arguments)
        => Report(descriptor, NoProperties, location, arguments);

    /// <summary>Notes a fault, with what a code fix needs to know.</summary>
    public void Report(
        DiagnosticDescriptor descriptor, ImmutableDictionary<string, string?> properties, Func<Location?> location, params object[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        report?.Invoke(Diagnostic.Create(descriptor, location() ?? NameLocation(), properties, arguments));
    }

    /// <summary>Notes a fault that the compiler itself reports, or that stands at another declaration.</summary>
    public void Reject() => HasErrors = true;

    /// <summary>The type's name in the user's own part.</summary>
    public Location? NameLocation()
        => Type.Locations.FirstOrDefault(location => location.SourceTree is { } tree && !UserSource.IsGenerated(tree))
            ?? Type.Locations.FirstOrDefault();
}
