using System.Reflection;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>Compiles emitted code as a consumer's project would and loads it, so that tests can run it.</summary>
internal static class EmittedAssembly
{
    public static Assembly Load(params string[] sources)
    {
        using var stream = new MemoryStream();
        var result = Consumer.Default.Compile(sources).Emit(stream);
        var texts = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => $"{diagnostic}");
        Assert.True(result.Success && !texts.Any(), string.Join("\n", texts));
        return Assembly.Load(stream.ToArray());
    }
}
