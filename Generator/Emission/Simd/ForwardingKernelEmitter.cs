using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Writes the kernels of a constrained model, which are those of its manifold and of its energy under its own name.</summary>
internal static class ForwardingKernelEmitter
{
    public static void Emit(KernelEmitter emitter, ConstrainedModelSpec spec)
    {
        var manifold = KernelEmitter.ManifoldText(spec.Shape, $"that of <see cref=\"{spec.Manifold.TypeName}\"/>");
        foreach (var (name, summary, parameters) in KernelFunctions.ManifoldSignatures)
            Forward(manifold, name, summary, parameters);
        emitter.Forwarding(manifold, spec.Manifold);

        var energy = KernelEmitter.EnergyText(spec.Shape, $"that of <see cref=\"{spec.Energy.TypeName}\"/>");
        foreach (var (name, summary, parameters) in KernelFunctions.EnergySignatures)
            Forward(energy, name, summary, parameters);
        emitter.Forwarding(energy, spec.Energy);
    }

    private static void Forward(KernelText kernel, string name, string summary, string[] parameters)
    {
        string[] all = [.. parameters, KernelFunction.Scratch];
        kernel.Method(name, summary, all, $"{KernelMemory.Operand(0)}.{name}({string.Join(", ", all)});");
    }
}
