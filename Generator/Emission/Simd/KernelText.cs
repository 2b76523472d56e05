namespace DslManifolds.Generator.Emission.Simd;

/// <summary>A kernel in the making: what its struct holds and what its methods are.</summary>
/// <param name="Name">Name of the struct.</param>
/// <param name="Summary">XML summary.</param>
/// <param name="Contract">The interface that it implements.</param>
internal sealed record KernelText(string Name, string Summary, string Contract)
{
    /// <summary>Tables of numbers, which come first: their names and values.</summary>
    public List<(string Name, string Value)> Tables { get; } = [];

    /// <summary>Fields, with what the constructor makes them of the module.</summary>
    public List<(string Type, string Name, string Value)> Fields { get; } = [];

    /// <summary>Static properties.</summary>
    public List<(string Name, string Value, string Summary)> Dimensions { get; } = [];

    public SourceWriter Methods { get; } = new();

    /// <summary>Adds the fields of what methods read.</summary>
    public void Add(KernelMemory memory)
    {
        for (var i = 0; i < memory.Tables.Count; i++)
            Tables.Add((TableName(i), Table(memory, i)));
        for (var i = 0; i < memory.Operands.Count; i++)
        {
            var (type, property) = memory.Operands[i];
            Fields.Add((type, KernelMemory.Operand(i), $"new {type}(module.{property})"));
        }

        foreach (var (field, tensor) in memory.Weights)
            Fields.Add((KernelNames.Weights, field, $"new {KernelNames.Weights}(module.{tensor})"));
        for (var i = 0; i < memory.Tables.Count; i++)
            Fields.Add((KernelNames.Weights, KernelMemory.TableField(i), TableName(i)));
    }

    /// <summary>Adds a method.</summary>
    public void Method(string name, string summary, IEnumerable<string> parameters, string body)
    {
        Methods.Line().Summary(summary).Line(KernelNames.Optimized);
        var typed = string.Join(", ", parameters.Select(parameter => $"{KernelNames.Lanes} {parameter}"));
        using (Methods.Block($"public void {name}({typed})"))
            Methods.Line(body.TrimEnd('\n'));
    }

    /// <summary>Writes the struct.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="module">The module's type, fully qualified.</param>
    public void Write(SourceWriter writer, string module)
    {
        writer.Line()
            .Summary(Summary)
            .Line("/// <typeparam name=\"T\">float or double: the element type of the module's tensors.</typeparam>")
            .Line(TypeEmitter.GeneratedCode);
        using (writer.Block($"public readonly struct {Name}<T> : {Contract}\n    {KernelNames.Constraint}"))
        {
            foreach (var (name, value) in Tables)
                writer.Line($"private static readonly {KernelNames.Weights} {name} = {value};");
            foreach (var (type, name, _) in Fields)
                writer.Line($"private readonly {type} {name};");
            if (Fields.Count > 0)
                writer.Line();
            Constructor(writer, module);
            foreach (var (name, value, summary) in Dimensions)
                writer.Line().Summary(summary).Line($"public static int {name} => {value};");
            writer.Line(Methods.ToString().TrimEnd('\n'));
        }
    }

    private void Constructor(SourceWriter writer, string module)
    {
        writer
            .Summary("Reads the module's parameters in place.")
            .Line("/// <param name=\"module\">The module, which must be held for as long as the kernel is used.</param>")
            .Line("/// <exception cref=\"global::System.ArgumentException\">A parameter is not on the CPU or not of the type T.</exception>");
        using (writer.Block($"public {Name}({module} module)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(module);");
            foreach (var (_, name, value) in Fields)
                writer.Line($"{name} = {value};");
        }
    }

    private static string TableName(int place) => $"Constants{place}";

    private static string Table(KernelMemory memory, int place)
    {
        var matrix = memory.Tables[place];
        var rows = Enumerable.Range(0, matrix.Rows).Select(row => string.Join(
            ", ", Enumerable.Range(row * matrix.Columns, matrix.Columns).Select(i => Component.Numeral(matrix.Values[i]))));
        return $"{KernelNames.ConstantWeights}.Pinned<T>(\n    {string.Join(",\n    ", rows)})";
    }
}
