using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Harness;

/// <summary>Assemblies that the compiled sources refer to.</summary>
internal static class References
{
    /// <summary>The framework that the tests run on.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The framework, TorchSharp and the runtime.</summary>
    public static ImmutableArray<MetadataReference> WithRuntime { get; } =
    [
        .. Framework,
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(IManifold).Assembly.Location),
    ];

    /// <summary>The framework's folder holds native libraries as well, with the same extension on Windows.</summary>
    private static bool IsManaged(string path)
    {
        using var file = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
