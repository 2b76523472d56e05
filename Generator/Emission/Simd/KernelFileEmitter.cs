using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Writes the second file of a declared type: its kernels, and the members that hand them over.</summary>
internal static class KernelFileEmitter
{
    /// <summary>The file; null for a declaration that was rejected, and for what has no kernels.</summary>
    public static SourceText? Emit(ModelSpec spec)
    {
        if (spec is RejectedSpec || !(spec.Shape.HasManifold || spec.Shape.HasEnergy))
            return null;
        var kernels = new SourceWriter();
        if (spec.Shape.HasManifold)
            Source(kernels, "Manifold");
        if (spec.Shape.HasEnergy)
            Source(kernels, "Energy");
        Kernels(kernels, spec);

        var writer = new SourceWriter();
        TypeEmitter.Header(writer, KernelNames.Usings);
        using (TypeEmitter.Around(writer, spec.Type))
        using (writer.Block($"partial class {TypeEmitter.Escaped(spec.Type.Name)} : {string.Join(", ", Contracts(spec))}"))
            writer.Line(kernels.ToString().Trim('\n'));
        return writer.ToSourceText();
    }

    private static IEnumerable<string> Contracts(ModelSpec spec)
    {
        if (spec.Shape.HasManifold)
            yield return KernelNames.IManifoldKernelSource;
        if (spec.Shape.HasEnergy)
            yield return KernelNames.IEnergyKernelSource;
        if (spec is ManifoldSpec manifold && TrainingParameter.Of(manifold.Function).Count > 0)
            yield return KernelNames.TrainingKernelSource("Manifold");
        if (spec is EnergySpec energy && TrainingParameter.Of(energy.Function).Count > 0)
            yield return KernelNames.TrainingKernelSource("Energy");
    }

    private static void Source(SourceWriter writer, string kind)
    {
        var user = $"{KernelNames.KernelsAlias}::I{kind}KernelUser<T, TResult>";
        writer.Line();
        using (writer.Block($"TResult {KernelNames.KernelsAlias}::I{kind}KernelSource.Use{kind}Kernel<T, TResult>({user} user)"))
        {
            writer
                .Line("global::System.ArgumentNullException.ThrowIfNull(user);")
                .Line($"return user.Use(new {kind}Kernel<T>(this));");
        }
    }

    private static void Kernels(SourceWriter writer, ModelSpec spec)
    {
        var emitter = new KernelEmitter(writer, $"global::{TypeEmitter.Escaped(spec.Type.FullName)}");
        var training = new TrainingKernelEmitter(writer, emitter);
        switch (spec)
        {
            case ManifoldSpec manifold:
                var value = FunctionGraph.Of(manifold.Function);
                emitter.Manifold(spec.Shape, FunctionSummary.Of(manifold.Function), KernelMemory.Of(manifold.Function), value);
                if (TrainingParameter.Of(manifold.Function).Count > 0)
                    training.Manifold(manifold.Function, value);
                break;
            case EnergySpec energy:
                var potential = FunctionGraph.Of(energy.Function);
                emitter.Energy(spec.Shape, FunctionSummary.Of(energy.Function), KernelMemory.Of(energy.Function), potential);
                if (TrainingParameter.Of(energy.Function).Count > 0)
                    training.Energy(energy.Function, potential);
                break;
            case ConstrainedModelSpec model:
                ForwardingKernelEmitter.Emit(emitter, model);
                break;
            case CompositeSpec composite:
                CompositeKernelEmitter.Emit(emitter, composite);
                break;
        }
    }
}
