namespace DslManifolds.Generator.Emission.Simd;

/// <summary>What a kernel is.</summary>
/// <param name="Name">Name of the struct.</param>
/// <param name="Summary">XML summary.</param>
/// <param name="Contract">The interface that it implements.</param>
/// <param name="Dimensions">Its static dimensions.</param>
internal sealed record KernelSpec(
    string Name, string Summary, string Contract, IReadOnlyList<(string Name, string Value, string Summary)> Dimensions)
{
    private const string Ambient = "Ambient dimension n.";

    public static KernelSpec Manifold(string equation, int ambient, int outputs) => new(
        KernelNames.ManifoldKernel,
        $"F and the products of its Jacobian over lanes, one sample in each: {equation}.",
        KernelNames.IManifoldKernel,
        [("AmbientDimension", $"{ambient}", Ambient), ("CodomainDimension", $"{outputs}", "Number of outputs k of F.")]);

    public static KernelSpec Energy(string equation, int ambient) => new(
        KernelNames.EnergyKernel,
        $"E and its gradient over lanes, one sample in each: {equation}.",
        KernelNames.IEnergyKernel,
        [("AmbientDimension", $"{ambient}", Ambient)]);
}
