using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Writes the kernels of one type.</summary>
/// <param name="writer">Where to write.</param>
/// <param name="module">The module's type, fully qualified.</param>
internal sealed class KernelEmitter(SourceWriter writer, string module)
{
    private const string OfScratch = "Vectors of scratch memory that a call needs at most.";
    private const string OfDistance = "Vectors of scratch memory that the distance needs.";

    /// <summary>Writes the kernel of F.</summary>
    /// <param name="shape">The type's dimensions.</param>
    /// <param name="equation">F, for the documentation.</param>
    /// <param name="memory">What the methods read.</param>
    /// <param name="function">F.</param>
    /// <param name="distance">The distance and the scratch memory that it needs, where it is not that of F itself.</param>
    public void Manifold(
        ModelShape shape,
        string equation,
        KernelMemory memory,
        DifferentiableFunction function,
        (string Body, string Scratch)? distance = null)
    {
        var kernel = ManifoldText(shape, equation);
        var scratch = Functions(kernel, memory, KernelFunctions.OfManifold(function));
        var (n, k) = (shape.Ambient, shape.Outputs);
        var own = (
            Body: $"{KernelNames.NewtonCorrection}.SquaredLength(this, x, distance, scratch);",
            Scratch: $"ScratchSize + {KernelNames.NewtonCorrection}.ScratchSize({n}, {k})");
        Distance(kernel, distance ?? own);
        kernel.Dimensions.Insert(2, ("ScratchSize", scratch, OfScratch));
        kernel.Write(writer, module);
    }

    /// <summary>Writes the kernel of E.</summary>
    /// <inheritdoc cref="Manifold" path="/param"/>
    public void Energy(ModelShape shape, string equation, KernelMemory memory, DifferentiableFunction function)
    {
        var kernel = EnergyText(shape, equation);
        var scratch = Functions(kernel, memory, KernelFunctions.OfEnergy(function));
        Energy(kernel, scratch);
    }

    /// <summary>Writes a kernel of E whose methods are there.</summary>
    public void Energy(KernelText kernel, string scratch)
    {
        kernel.Dimensions.Add(("ScratchSize", scratch, OfScratch));
        kernel.Write(writer, module);
    }

    /// <summary>Writes the kernel of a training, whose methods share products with matrices.</summary>
    /// <param name="kernel">The kernel, without methods.</param>
    /// <param name="memory">What the methods read.</param>
    /// <param name="function">What computes a vector of samples.</param>
    /// <param name="sums">Writes the method that sums a batch.</param>
    public void Training(KernelText kernel, KernelMemory memory, KernelFunction function, Action<SourceWriter> sums)
    {
        var scratch = Functions(kernel, memory, [function]);
        sums(kernel.Methods);
        foreach (var product in memory.Products)
            product.Emit(kernel.Methods);
        kernel.Dimensions.Add(("ScratchSize", scratch, OfScratch));
        kernel.Write(writer, module);
    }

    /// <summary>Writes a kernel that hands everything on to that of an operand.</summary>
    public void Forwarding(KernelText kernel, OperandSpec operand)
    {
        var memory = KernelMemory.Of([operand], kernel.Name);
        kernel.Add(memory);
        var type = memory.Operands[0].Type;
        kernel.Dimensions.Add(("ScratchSize", $"{type}.ScratchSize", OfScratch));
        if (kernel.Name == KernelNames.ManifoldKernel)
            Distance(kernel, ($"{KernelMemory.Operand(0)}.SquaredDistance(x, distance, scratch);", $"{type}.DistanceScratchSize"));
        kernel.Write(writer, module);
    }

    /// <summary>A kernel of F without methods.</summary>
    public static KernelText ManifoldText(ModelShape shape, string equation) => new(
        KernelNames.ManifoldKernel,
        $"F and the products of its Jacobian over lanes, one sample in each: F(x) = {equation}.",
        KernelNames.IComponentKernel)
    {
        Dimensions =
        {
            ("AmbientDimension", $"{shape.Ambient}", "Ambient dimension n."),
            ("CodomainDimension", $"{shape.Outputs}", "Number of outputs k of F."),
        },
    };

    /// <summary>A kernel of E without methods.</summary>
    public static KernelText EnergyText(ModelShape shape, string equation) => new(
        KernelNames.EnergyKernel,
        $"E and its gradient over lanes, one sample in each: E(x) = {equation}.",
        KernelNames.IEnergyKernel)
    {
        Dimensions = { ("AmbientDimension", $"{shape.Ambient}", "Ambient dimension n.") },
    };

    /// <summary>The largest of some numbers, as an expression.</summary>
    public static string Largest(IEnumerable<string> numbers)
        => numbers.Distinct().Aggregate((first, second) => $"global::System.Math.Max({first}, {second})");

    private static void Distance(KernelText kernel, (string Body, string Scratch) distance)
    {
        kernel.Method(
            "SquaredDistance", "|J⁺ F|², how far a union takes a point to be.", ["x", "distance", KernelFunction.Scratch], distance.Body);
        kernel.Dimensions.Add(("DistanceScratchSize", distance.Scratch, OfDistance));
    }

    /// <returns>The vectors of scratch memory that the methods need: their own, and behind them those of the operand that they call.</returns>
    private static string Functions(KernelText kernel, KernelMemory memory, IEnumerable<KernelFunction> functions)
    {
        var own = 0;
        foreach (var function in functions)
        {
            var body = new SourceWriter();
            own = Math.Max(own, KernelBodyEmitter.Emit(body, function, memory));
            kernel.Method(function.Name, function.Summary, function.Parameters, body.ToString());
        }

        // Last, since only the bodies know which constants they use.
        kernel.Add(memory);
        if (memory.Operands.Count == 0)
            return $"{own}";
        var most = Largest(memory.Operands.Select(operand => $"{operand.Type}.ScratchSize"));
        return own == 0 ? most : $"{own} + {most}";
    }
}
