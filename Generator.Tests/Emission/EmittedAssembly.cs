using System.Reflection;
using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using static TorchSharp.torch;

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

    /// <summary>A class for each function, with the methods of a manifold.</summary>
    public static IEnumerable<Type> Load(IEnumerable<DifferentiableFunction> functions)
    {
        var writer = new SourceWriter();
        TypeEmitter.Header(writer);
        var count = 0;
        foreach (var function in functions)
        {
            using (writer.Block($"public sealed class Case{count++}"))
            {
                var module = new TorchModule();
                var bodies = new SourceWriter();
                foreach (var method in TorchFunctions.OfManifold(function))
                    TorchMethodEmitter.Emit(bodies, method, module);
                ConstantsEmitter.Emit(writer, module.Matrices);
                writer.Line(bodies.ToString());
            }
        }

        var assembly = Load(writer.ToString());
        return Enumerable.Range(0, count).Select(i => assembly.GetType($"Case{i}")!);
    }

    /// <summary>Calls a method that returns a tensor or a pair of them.</summary>
    public static Tensor[] Call(object instance, string name, params Tensor[] arguments)
    {
        var result = instance.GetType().GetMethod(name)!.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null)!;
        return result is Tensor single ? [single] : Both(((Tensor, Tensor))result);

        static Tensor[] Both((Tensor First, Tensor Second) pair) => [pair.First, pair.Second];
    }
}
