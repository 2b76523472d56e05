using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>
/// A declaration while it is read: the type, and where its faults go. The analyzer passes a reporter and gets every fault with
/// its location; the generator passes none and learns only that there was one.
/// </summary>
internal sealed class Declaration(
    INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellation)
{
    public INamedTypeSymbol Type { get; } = type;

    public Compilation Compilation { get; } = compilation;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether a fault was found.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Notes a fault. Locations are worked out only for a reporter.</summary>
    public void Report(DiagnosticDescriptor descriptor, Func<Location?> location, params object[] arguments)
    {
        HasErrors = true;
        report?.Invoke(Diagnostic.Create(descriptor, location() ?? NameLocation(), arguments));
    }

    /// <summary>Notes a fault that the compiler itself reports, or that stands at another declaration.</summary>
    public void Reject() => HasErrors = true;

    /// <summary>The type's name in the user's own part.</summary>
    public Location? NameLocation()
        => Type.Locations.FirstOrDefault(location => location.SourceTree is { } tree && !UserSource.IsGenerated(tree))
            ?? Type.Locations.FirstOrDefault();
}
