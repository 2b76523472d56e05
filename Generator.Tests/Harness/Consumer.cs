using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Generator.Tests.Harness;

/// <summary>A project that declares models: its settings are those of a project file.</summary>
internal sealed record Consumer
{
    private static readonly CSharpParseOptions WithoutDocumentation = new(LanguageVersion.Default, DocumentationMode.Parse);
    private static readonly CSharpParseOptions WithDocumentation = new(LanguageVersion.Default, DocumentationMode.Diagnose);

    /// <summary>What ImplicitUsings of a project adds.</summary>
    private const string GlobalUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    /// <summary>A new project with the SDK's defaults.</summary>
    public static Consumer Default { get; } = new();

    public string AssemblyName { get; init; } = "Consumer";

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool ImplicitUsings { get; init; } = true;

    /// <summary>GenerateDocumentationFile: public members without a comment draw CS1591.</summary>
    public bool Documentation { get; init; }

    /// <summary>TreatWarningsAsErrors.</summary>
    public bool WarningsAsErrors { get; init; }

    /// <summary>A library, or a program with statements at its top.</summary>
    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>References besides the framework, TorchSharp and the runtime.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>Whether the runtime is referenced.</summary>
    public bool ReferencesRuntime { get; init; } = true;

    public CSharpParseOptions ParseOptions => Documentation ? WithDocumentation : WithoutDocumentation;

    /// <summary>The project's compilation, before the generator has run; sources are named File0.cs, File1.cs, …</summary>
    public CSharpCompilation Compile(params string[] sources)
    {
        var trees = sources.Select((source, i) => Parse(source, $"File{i}.cs")).ToList();
        if (ImplicitUsings)
            trees.Add(Parse(GlobalUsings, "GlobalUsings.cs"));
        var options = new CSharpCompilationOptions(OutputKind)
            .WithNullableContextOptions(Nullable)
            .WithWarningLevel(9999)
            .WithGeneralDiagnosticOption(WarningsAsErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default)
            .WithConcurrentBuild(false)
            // The SDK switches these off for every project.
            .WithSpecificDiagnosticOptions(
                new[] { "CS1701", "CS1702" }.ToDictionary(id => id, _ => ReportDiagnostic.Suppress));
        var references = ReferencesRuntime ? Harness.References.WithRuntime : Harness.References.Framework;
        return CSharpCompilation.Create(AssemblyName, trees, [.. references, .. References], options);
    }

    public SyntaxTree Parse(string source, string path)
        => CSharpSyntaxTree.ParseText(source, ParseOptions, path, System.Text.Encoding.UTF8);
}
