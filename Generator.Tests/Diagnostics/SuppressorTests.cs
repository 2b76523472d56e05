using System.Collections.Immutable;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Advice against unused methods, instance methods and unused parameters is silenced for constraints, and only for them.</summary>
public sealed class SuppressorTests
{
    private const string Source = """
        using DslManifolds;

        [Manifold(Ambient = 2)]
        public sealed partial class Circle
        {
            [Constraint] private double Radius(double x, double y) => x * x + y * y - 1;
            private double Helper(double a) => a;
        }

        [Energy(Ambient = 2)]
        public sealed partial class Pull
        {
            [System.Obsolete, Potential] private double Spring(double x, double y) => x;
            [System.Obsolete] private double Other(double b) => b;
        }
        """;

    private static readonly string[] MethodAdvice = ["IDE0051", "CA1822"];
    private static readonly string[] ParameterAdvice = ["IDE0060", "CA1801"];

    [Fact]
    public async Task SilencesAdviceThatIsWrongForConstraints()
    {
        var compilation = Consumer.Default.Compile(Source);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var reports = await compilation.WithAnalyzers([new Advice(), new OutputMethodSuppressor()], options).GetAnalyzerDiagnosticsAsync();
        var silenced = reports.ToLookup(report => report.IsSuppressed, report => $"{report.Id} {Text(report)}");
        Assert.Equal(Expected(["Radius", "Spring"], ["x", "y", "x", "y"]), silenced[true].Order());
        Assert.Equal(Expected(["Helper", "Other"], ["a", "b"]), silenced[false].Order());
    }

    private static IEnumerable<string> Expected(string[] methods, string[] parameters)
        => MethodAdvice.SelectMany(id => methods.Select(name => $"{id} {name}"))
            .Concat(ParameterAdvice.SelectMany(id => parameters.Select(name => $"{id} {name}")))
            .Order();

    private static string Text(Diagnostic report) => report.Location.SourceTree!.GetText().ToString(report.Location.SourceSpan);

    /// <summary>Gives each piece of advice of every private method, where the real analyzers do.</summary>
#pragma warning disable RS1036, RS1038, RS1041, RS2008 // Not shipped: it stands in for analyzers that are.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Advice : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor[] Descriptors =
            [.. MethodAdvice.Concat(ParameterAdvice).Select(id => new DiagnosticDescriptor(id, id, id, "Style", DiagnosticSeverity.Warning, true))];

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [.. Descriptors];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                symbol =>
                {
                    if (symbol.Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } method)
                        return;
                    foreach (var descriptor in Descriptors)
                    {
                        foreach (var place in MethodAdvice.Contains(descriptor.Id) ? [method] : method.Parameters.Cast<ISymbol>())
                            symbol.ReportDiagnostic(Diagnostic.Create(descriptor, place.Locations[0]));
                    }
                },
                SymbolKind.Method);
        }
    }
}
