namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Writes a kernel: a struct over lanes, with what reads the module's tensors, the methods, and the module's member that makes it.</summary>
internal static class KernelEmitter
{
    /// <param name="writer">Where to write.</param>
    /// <param name="module">The module's type, fully qualified.</param>
    /// <param name="spec">What the kernel is.</param>
    /// <param name="memory">What its methods read.</param>
    /// <param name="functions">Its methods.</param>
    /// <param name="others">Writes what else is in it.</param>
    public static void Emit(
        SourceWriter writer,
        string module,
        KernelSpec spec,
        KernelMemory memory,
        IEnumerable<KernelFunction> functions,
        Action<SourceWriter>? others = null)
    {
        // First, since only the bodies know which constants they use and how much memory they need.
        var methods = new SourceWriter();
        var scratch = 0;
        foreach (var function in functions)
            scratch = Math.Max(scratch, Method(methods, function, memory));

        writer.Line()
            .Summary(spec.Summary)
            .Line("/// <typeparam name=\"T\">float or double: the element type of the module's tensors.</typeparam>")
            .Line(TypeEmitter.GeneratedCode);
        using (writer.Block($"public readonly struct {spec.Name}<T> : {spec.Contract}\n    {KernelNames.Constraint}"))
        {
            for (var i = 0; i < memory.Tables.Count; i++)
                Table(writer, memory, i);
            foreach (var field in Fields(memory))
                writer.Line($"private readonly {KernelNames.Weights} {field.Field};");
            Constructor(writer, module, spec, memory);
            foreach (var (name, value, summary) in spec.Dimensions)
                Constant(writer, name, value, summary);
            Constant(writer, "ScratchSize", $"{scratch}", "Vectors of scratch memory that a call needs at most.");
            writer.Line(methods.ToString().TrimEnd('\n'));
            others?.Invoke(writer);
            foreach (var product in memory.Products)
                product.Emit(writer);
        }
    }

    private static void Table(SourceWriter writer, KernelMemory memory, int place)
    {
        var matrix = memory.Tables[place];
        writer.Line($"private static readonly {KernelNames.Weights} {TableName(place)} = {KernelNames.ConstantWeights}.Pinned<T>(");
        for (var row = 0; row < matrix.Rows; row++)
        {
            var numbers = Enumerable.Range(row * matrix.Columns, matrix.Columns).Select(i => Component.Numeral(matrix.Values[i]));
            writer.Line($"    {string.Join(", ", numbers)}{(row < matrix.Rows - 1 ? "," : ");")}");
        }
    }

    private static string TableName(int place) => $"Constants{place}";

    private static IEnumerable<(string Field, string Value)> Fields(KernelMemory memory)
        => memory.Weights.Select(weight => (weight.Field, $"new {KernelNames.Weights}(module.{weight.Tensor})"))
            .Concat(memory.Tables.Select((_, i) => (KernelMemory.TableField(i), TableName(i))));

    private static void Constructor(SourceWriter writer, string module, KernelSpec spec, KernelMemory memory)
    {
        writer.Line()
            .Summary("Reads the module's parameters in place.")
            .Line("/// <param name=\"module\">The module, which must be held for as long as the kernel is used.</param>")
            .Line("/// <exception cref=\"global::System.ArgumentException\">A parameter is not on the CPU or not of the type T.</exception>");
        using (writer.Block($"public {spec.Name}({module} module)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(module);");
            foreach (var (field, value) in Fields(memory))
                writer.Line($"{field} = {value};");
        }
    }

    private static void Constant(SourceWriter writer, string name, string value, string summary)
        => writer.Line().Summary(summary).Line($"public static int {name} => {value};");

    private static int Method(SourceWriter writer, KernelFunction function, KernelMemory memory)
    {
        var body = new SourceWriter();
        var scratch = KernelBodyEmitter.Emit(body, function, memory);
        var parameters = string.Join(", ", function.Parameters.Select(name => $"{KernelNames.Lanes} {name}"));
        writer.Line().Summary(function.Summary).Line(KernelNames.Optimized);
        using (writer.Block($"public void {function.Name}({parameters})"))
            writer.Line(body.ToString().TrimEnd('\n'));
        return scratch;
    }
}
