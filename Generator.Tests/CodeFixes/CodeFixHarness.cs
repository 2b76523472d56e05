using DslManifolds.Generator.CodeFixes;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DslManifolds.Generator.Tests.CodeFixes;

/// <summary>Applies the code fix as an editor does.</summary>
internal sealed class CodeFixHarness : IDisposable
{
    private readonly AdhocWorkspace workspace = new();
    private readonly ProjectId project;

    public CodeFixHarness(params string[] sources)
    {
        var consumer = Consumer.Default;
        var compilation = consumer.Compile(sources);
        var solution = workspace.CurrentSolution.AddProject(
            ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                consumer.AssemblyName,
                consumer.AssemblyName,
                LanguageNames.CSharp,
                compilationOptions: compilation.Options,
                parseOptions: consumer.ParseOptions,
                metadataReferences: compilation.References));
        project = solution.ProjectIds[0];
        foreach (var tree in compilation.SyntaxTrees)
            solution = solution.AddDocument(DocumentId.CreateNewId(project), tree.FilePath, tree.GetText(), filePath: tree.FilePath);
        Assert.True(workspace.TryApplyChanges(solution));
    }

    /// <summary>The fix that is applied.</summary>
    public CodeFixProvider Fix { get; init; } = new MakePartialCodeFix();

    private Project Project => workspace.CurrentSolution.GetProject(project)!;

    public void Dispose() => workspace.Dispose();

    /// <summary>Texts of the sources, as they are now.</summary>
    public async Task<string[]> Texts(int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = (await Document($"File{i}.cs").GetTextAsync()).ToString();
        return texts;
    }

    public async Task<IReadOnlyList<Diagnostic>> Diagnostics()
    {
        var compilation = (await Project.GetCompilationAsync())!;
        var all = await compilation.WithAnalyzers([new ManifoldAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. all.OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    /// <summary>Actions that are offered for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> Actions(Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await Fix.RegisterCodeFixesAsync(
            new CodeFixContext(
                Document(diagnostic.Location.SourceTree!.FilePath), diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    /// <summary>Fixes the first diagnostic, again and again, until there is none that can be fixed.</summary>
    public async Task FixEach()
    {
        while ((await Diagnostics()).FirstOrDefault(diagnostic => Fix.FixableDiagnosticIds.Contains(diagnostic.Id)) is { } diagnostic)
            await Apply(Assert.Single(await Actions(diagnostic)));
    }

    /// <summary>Fixes all diagnostics of an id in the project at once.</summary>
    public async Task FixAll(string id)
    {
        var diagnostics = (await Diagnostics()).Where(diagnostic => diagnostic.Id == id).ToList();
        var document = Document(diagnostics[0].Location.SourceTree!.FilePath);
        var action = Assert.Single(await Actions(diagnostics[0]));
        var context = new FixAllContext(
            document, Fix, FixAllScope.Project, action.EquivalenceKey!, [id], new Provider(diagnostics), default);
        await Apply((await Fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private async Task Apply(CodeAction action)
    {
        var before = workspace.CurrentSolution;
        foreach (var operation in await action.GetOperationsAsync(default))
            operation.Apply(workspace, default);
        Assert.NotSame(before, workspace.CurrentSolution);
    }

    private Document Document(string name) => Project.Documents.Single(document => document.Name == name);

    private sealed class Provider(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return diagnostics.Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == tree!.FilePath);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
