using System.Collections.Immutable;
using System.Reflection;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DslManifolds.Generator;

/// <summary>Reports what is wrong with declarations. It runs the generator's own parser, with a reporter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManifoldAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. typeof(DiagnosticDescriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (DiagnosticDescriptor)field.GetValue(null))
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            symbol => DeclarationParser.Parse(
                (INamedTypeSymbol)symbol.Symbol, symbol.Compilation, symbol.ReportDiagnostic, symbol.CancellationToken),
            SymbolKind.NamedType);
    }
}
