using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Writes the kernels of a composite: they hold those of its operands and call them.</summary>
internal static class CompositeKernelEmitter
{
    public static void Emit(KernelEmitter emitter, CompositeSpec spec)
    {
        if (spec.Shape.HasManifold)
        {
            var memory = KernelMemory.Of(spec.Operands, KernelNames.ManifoldKernel);
            (string, string)? distance = spec.Composition is UnionSpec ? UnionKernelEmitter.Distance(spec) : null;
            emitter.Manifold(spec.Shape, CompositionText.Value(spec), memory, CompositionGraph.Value(spec), distance);
        }

        if (CompositionGraph.HasEnergy(spec))
        {
            var memory = KernelMemory.Of(spec.Operands, KernelNames.EnergyKernel);
            emitter.Energy(spec.Shape, CompositionText.Energy(spec), memory, CompositionGraph.Energy(spec));
        }
        else if (spec.Shape.HasEnergy)
        {
            UnionKernelEmitter.Energy(emitter, spec);
        }
    }
}
