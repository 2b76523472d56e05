namespace DslManifolds.Runtime.Tests.Native;

/// <summary>The files of small projects that use the package as a stranger would: path, then content.</summary>
internal static class PackagedProjects
{
    private const string Package = """<PackageReference Include="DslManifolds" Version="0.1.0" />""";
    private const string LibTorch = """<PackageReference Include="TorchSharp-cpu" Version="0.107.0" />""";

    private const string Model = """
        [DslManifolds.Manifold(Ambient = 3, Dimension = 2)]
        [DslManifolds.Mlp(4)]
        public sealed partial class Surface;
        """;

    public static IReadOnlyDictionary<string, string> Files(string packageCache) => new Dictionary<string, string>
    {
        // What is in the cache is used from there, and nothing is asked of the network. The package itself comes from the feed,
        // into a cache of its own: it must not stay behind in the user's.
        ["nuget.config"] = $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="feed" /><add key="cache" value="{packageCache}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="cache" value="{packageCache}" /></fallbackPackageFolders>
            </configuration>
            """,
        // libtorch is large: link it. Compiler servers would outlive the test.
        ["Directory.Build.props"] = """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseSharedCompilation>false</UseSharedCompilation>
                <CreateHardLinksForCopyFilesToOutputDirectoryIfPossible>true</CreateHardLinksForCopyFilesToOutputDirectoryIfPossible>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
            </Project>
            """,
        ["all.slnx"] = """
            <Solution>
              <Project Path="executable/executable.csproj" />
              <Project Path="tests/tests.csproj" />
              <Project Path="library/library.csproj" />
              <Project Path="consumer/consumer.csproj" />
              <Project Path="bare/bare.csproj" />
            </Solution>
            """,

        ["executable/executable.csproj"] = Project(isExecutable: true, Package, LibTorch),
        ["executable/Program.cs"] = $"""
            using TorchSharp;

            using var surface = new Surface(seed: 0);
            using var value = surface.Value(torch.ones(5, 3));
            Console.WriteLine($"shape {"{"}string.Join(" x ", value.shape){"}"}");

            {Model}
            """,

        ["tests/tests.csproj"] = Project(
            isExecutable: false,
            Package,
            LibTorch,
            """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />""",
            """<PackageReference Include="xunit" Version="2.9.3" />""",
            """<PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />"""),
        ["tests/Tests.cs"] = """
            using TorchSharp;
            using Xunit;

            public sealed class Tests
            {
                [Fact]
                public void TorchWorks() => Assert.Equal(15f, torch.ones(5, 3).sum().item<float>());
            }
            """,

        ["library/library.csproj"] = Project(isExecutable: false, Package),
        ["library/Surface.cs"] = Model,

        // No model and no reference to the package: the library brings both, and torch is called before the library is loaded.
        ["consumer/consumer.csproj"] = Project(
            isExecutable: true,
            """<ProjectReference Include="../library/library.csproj" />""",
            LibTorch),
        ["consumer/Program.cs"] = """
            using TorchSharp;

            Console.WriteLine($"sum {torch.ones(5, 3).sum().item<float>()}");
            var names = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name);
            Console.WriteLine($"loaded {names.Contains("library")}");
            UseLibrary();

            static void UseLibrary()
            {
                using var surface = new Surface(seed: 0);
                using var value = surface.Value(torch.ones(5, 3));
                Console.WriteLine($"shape {string.Join(" x ", value.shape)}");
            }
            """,

        ["bare/bare.csproj"] = Project(isExecutable: true, Package),
        ["bare/Program.cs"] = """
            using DslManifolds.Native;

            try
            {
                LibTorch.EnsureLoaded();
            }
            catch (LibTorchException exception)
            {
                Console.WriteLine(exception.Message);
                Console.WriteLine(LibTorchReport.Create().Failure == exception.Message);
            }
            """,

        // Ahead-of-time compilation, which file-based apps have by default, would need packages that are not in the cache.
        ["file/app.cs"] = $"""
            #:package DslManifolds@0.1.0
            #:package TorchSharp-cpu@0.107.0
            #:property PublishAot=false
            using TorchSharp;

            Console.WriteLine($"sum {"{"}torch.ones(5, 3).sum().item<float>(){"}"}");
            using var surface = new Surface(seed: 0);
            using var value = surface.Value(torch.ones(5, 3));
            Console.WriteLine($"shape {"{"}string.Join(" x ", value.shape){"}"}");

            {Model}
            """,
    };

    private static string Project(bool isExecutable, params string[] references) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>{(isExecutable ? "Exe" : "Library")}</OutputType></PropertyGroup>
          <ItemGroup>{string.Concat(references)}</ItemGroup>
        </Project>
        """;
}
