using System.Runtime.CompilerServices;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Generator.Tests.Incremental;

/// <summary>What a session of many edits leaves in memory. Nothing runs beside it, since memory is the process's.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    private const int WarmUp = 100;

    private const int Edits = 1_000;

    /// <summary>
    /// What a thousand edits may leave, in bytes: far less than one compilation's worth of symbols for every tenth edit.
    /// </summary>
    private const long Bound = 2 << 20;

    private static readonly Consumer Consumer = Consumer.Default;

    [Fact]
    public void DoesNotGrowWithEdits()
    {
        var session = new Session();
        session.Run(0, WarmUp);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var compilations = session.Run(WarmUp, Edits);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(after - before <= Bound, $"{Edits} edits left {after - before:N0} bytes.");

        // The driver may hold on to the compilation that it has seen last.
        var isAlive = compilations.Take(Edits - 1).Any(compilation => compilation.TryGetTarget(out _));
        Assert.False(isAlive, "A compilation outlives its edit.");
        GC.KeepAlive(session);
    }

    private sealed class Session
    {
        private CSharpCompilation compilation = Consumer.Compile([.. Project.Sources]);
        private GeneratorDriver driver = CSharpGeneratorDriver.Create(new ManifoldGenerator());

        [MethodImpl(MethodImplOptions.NoInlining)]
        public List<WeakReference<Compilation>> Run(int start, int count)
        {
            var compilations = new List<WeakReference<Compilation>>();
            for (var edit = start; edit < start + count; edit++)
            {
                Edit(edit);
                compilations.Add(new WeakReference<Compilation>(compilation));
            }

            return compilations;
        }

        /// <summary>Changes a layer or a constraint, or breaks a composition or a helper, which a later edit mends.</summary>
        private void Edit(int edit)
        {
            var (file, from, to) = (edit % 4) switch
            {
                0 => (Project.Earth, "Mlp(8, 8)", $"Mlp(8, {1 + edit})"),
                1 => (Project.Torus, "z * z - 1", $"z * z - {edit}"),
                2 => (Project.Moved, "typeof(Earth)", edit % 8 == 2 ? "typeof(Larger)" : "typeof(Earth)"),
                _ => (Project.Helpers, "a * a", edit % 8 == 3 ? "a * " : "a * a"),
            };
            var text = Project.Sources[file].Replace(from, to);
            var tree = compilation.SyntaxTrees[file];
            compilation = compilation.ReplaceSyntaxTree(tree, Consumer.Parse(text, tree.FilePath));
            driver = driver.RunGenerators(compilation);
        }
    }
}
