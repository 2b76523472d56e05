using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// Writes what a union does by the component that a point lies on: its distance, and for a union of models its energy, of which there
/// is a piece on each component. All pieces are computed, and each lane takes that of its nearest component.
/// </summary>
internal static class UnionKernelEmitter
{
    private const string Rest = "rest";

    /// <summary>The distance of a union: the least of its components'.</summary>
    /// <returns>The method's body, and the scratch memory that it needs.</returns>
    public static (string Body, string Scratch) Distance(CompositeSpec spec)
    {
        var body = new SourceWriter()
            .Line("var other = scratch;")
            .Line($"var {Rest} = scratch.From(1);")
            .Line($"{KernelMemory.Operand(0)}.SquaredDistance(x, distance, {Rest});");
        for (var i = 1; i < spec.Operands.Count; i++)
        {
            body
                .Line($"{KernelMemory.Operand(i)}.SquaredDistance(x, other, {Rest});")
                .Line($"_ = {KernelNames.UnionLanes}.TakeNearer(distance, other);");
        }

        var operands = KernelMemory.Of(spec.Operands, KernelNames.ManifoldKernel).Operands;
        return (body.ToString(), $"1 + {KernelEmitter.Largest(operands.Select(operand => $"{operand.Type}.DistanceScratchSize"))}");
    }

    /// <summary>Writes the kernel of the energy of a union of models.</summary>
    public static void Energy(KernelEmitter emitter, CompositeSpec spec)
    {
        var kernel = KernelEmitter.EnergyText(spec.Shape, CompositionText.Energy(spec));
        var normalization = CompositeViewEmitter.IsNormalized(spec) ? $"module.{CompositeViewEmitter.NormalizationName}" : "null";
        var scratch = new List<string>();
        for (var i = 0; i < spec.Operands.Count; i++)
        {
            var type = spec.Operands[i].TypeName;
            var property = OperandMembers.Property(spec.Operands[i]);
            var (manifold, energy) = ($"{type}.{KernelNames.ManifoldKernel}<T>", $"{type}.{KernelNames.EnergyKernel}<T>");
            kernel.Fields.Add((manifold, Manifold(i), $"new {manifold}(module.{property})"));
            kernel.Fields.Add((energy, Energy(i), $"new {energy}(module.{property})"));
            kernel.Fields.Add(("double", Offset(i), $"{KernelNames.UnionLanes}.Offset(module.Weights[{i}], {normalization}, {i})"));
            scratch.Add($"{manifold}.DistanceScratchSize");
            scratch.Add($"{energy}.ScratchSize");
        }

        var n = spec.Shape.Ambient;
        foreach (var (name, summary, parameters) in KernelFunctions.EnergySignatures)
        {
            var results = parameters.Skip(1).Select(result => (Name: result, Size: result == "energy" ? 1 : n)).ToList();
            kernel.Method(name, summary, [.. parameters, KernelFunction.Scratch], Body(name, results, spec.Operands.Count));
        }

        emitter.Energy(kernel, $"{n + 3} + {KernelEmitter.Largest(scratch)}");
    }

    private static string Body(string name, IReadOnlyList<(string Name, int Size)> results, int components)
    {
        var body = new SourceWriter().Line("var distance = scratch;").Line("var otherDistance = scratch.From(1);");
        var size = 2;
        foreach (var result in results)
        {
            body.Line($"var {Other(result.Name)} = scratch.From({size});");
            size += result.Size;
        }

        body.Line($"var {Rest} = scratch.From({size});");
        for (var i = 0; i < components; i++)
        {
            var targets = results.Select(result => i == 0 ? result.Name : Other(result.Name)).ToList();
            body
                .Line($"{Manifold(i)}.SquaredDistance(x, {(i == 0 ? "distance" : "otherDistance")}, {Rest});")
                .Line($"{Energy(i)}.{name}(x, {string.Join(", ", targets)}, {Rest});");
            if (results[0].Name == "energy")
                body.Line($"{KernelNames.UnionLanes}.Shift({targets[0]}, {Offset(i)});");
            if (i == 0)
                continue;
            body.Line($"var isOn{i} = {KernelNames.UnionLanes}.TakeNearer(distance, otherDistance);");
            foreach (var result in results)
                body.Line($"{KernelNames.UnionLanes}.Take(isOn{i}, {Other(result.Name)}, {result.Name}, {result.Size});");
        }

        return body.ToString();
    }

    private static string Manifold(int component) => $"manifold{component}";

    private static string Energy(int component) => $"energy{component}";

    private static string Offset(int component) => $"offset{component}";

    private static string Other(string result) => $"other{char.ToUpperInvariant(result[0])}{result.Substring(1)}";
}
