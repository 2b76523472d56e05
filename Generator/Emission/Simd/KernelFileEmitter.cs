using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Writes the second file of one declared type: its kernels, and the members that hand them over.</summary>
internal static class KernelFileEmitter
{
    /// <summary>The file; null for a type that has none.</summary>
    public static SourceText? Emit(ModelSpec spec)
    {
        var kernels = new SourceWriter();
        var sources = new List<string>();
        switch (spec)
        {
            case ManifoldSpec manifold:
                Manifold(manifold.Function, FunctionGraph.Of(manifold.Function));
                break;
            case EnergySpec energy:
                Energy(energy.Function, FunctionGraph.Of(energy.Function));
                break;
            default:
                return null;
        }

        var writer = new SourceWriter();
        TypeEmitter.Header(writer, KernelNames.Usings);
        using (TypeEmitter.Around(writer, spec.Type))
        using (writer.Block($"partial class {TypeEmitter.Escaped(spec.Type.Name)} : {string.Join(", ", sources)}"))
            writer.Line(kernels.ToString().Trim('\n'));
        return writer.ToSourceText();

        void Manifold(FunctionSpec function, DifferentiableFunction graph)
        {
            sources.Add(KernelNames.IManifoldKernelSource);
            Source(kernels, "Manifold");
            var kernel = KernelSpec.Manifold(FunctionSummary.Of(function), function.Inputs, function.Outputs);
            KernelEmitter.Emit(kernels, Module(spec), kernel, KernelMemory.Of(function), KernelFunctions.OfManifold(graph));
            if (TrainingParameter.Of(function).Count == 0)
                return;
            sources.Add(KernelNames.TrainingKernelSource("Manifold"));
            TrainingKernelEmitter.Manifold(kernels, Module(spec), function, graph);
        }

        void Energy(FunctionSpec function, DifferentiableFunction graph)
        {
            sources.Add(KernelNames.IEnergyKernelSource);
            Source(kernels, "Energy");
            var kernel = KernelSpec.Energy(FunctionSummary.Of(function), function.Inputs);
            KernelEmitter.Emit(kernels, Module(spec), kernel, KernelMemory.Of(function), KernelFunctions.OfEnergy(graph));
            if (TrainingParameter.Of(function).Count == 0)
                return;
            sources.Add(KernelNames.TrainingKernelSource("Energy"));
            TrainingKernelEmitter.Energy(kernels, Module(spec), function, graph);
        }
    }

    private static string Module(ModelSpec spec) => $"global::{TypeEmitter.Escaped(spec.Type.FullName)}";

    private static void Source(SourceWriter writer, string kind)
    {
        var user = $"{KernelNames.KernelsAlias}::I{kind}KernelUser<T, TResult>";
        writer.Line();
        using (writer.Block(
            $"TResult {KernelNames.KernelsAlias}::I{kind}KernelSource.Use{kind}Kernel<T, TResult>({user} user)"))
        {
            writer
                .Line("global::System.ArgumentNullException.ThrowIfNull(user);")
                .Line($"return user.Use(new {kind}Kernel<T>(this));");
        }
    }
}
