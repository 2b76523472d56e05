using System.Globalization;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// A method's body in the making: the statements so far, and how they call the tensors of nodes.
/// </summary>
/// <remarks>
/// A value of one row is a tensor (batch, size), one of several rows (batch, rows, size). What all samples share has no batch axis:
/// several rows are (rows, size), one row is anything that broadcasts to (1, size), a number without dimensions too.
/// </remarks>
internal sealed class TorchBody
{
    private readonly TorchFunction function;
    private readonly TorchModule module;
    private readonly bool[] conditions;
    private readonly string[] names;
    private readonly Dictionary<NodeId, string> numbersOfConditions = [];
    private readonly HashSet<string> taken = [];
    private readonly Dictionary<string, int> counters = [];

    public TorchBody(TorchFunction function, TorchModule module, bool recorded)
    {
        var graph = ActivationLowering.Apply(function.Graph);
        this.function = function;
        this.module = module;
        Graph = graph;
        Recorded = recorded;
        conditions = Conditions.Of(graph);
        Storage = new StoragePlan(graph, conditions, inPlace: !recorded);
        PassedOn = OperandCallStatements.PassedOn(graph, function.Forms);
        names = new string[graph.Nodes.Count];
    }

    public ComputationGraph Graph { get; }

    /// <summary>Whether the body runs in gradient mode.</summary>
    public bool Recorded { get; }

    public StoragePlan Storage { get; }

    /// <summary>Outputs that an operand has returned in the form in which they are returned.</summary>
    public HashSet<NodeId> PassedOn { get; }

    public SourceWriter Statements { get; } = new();

    public bool UsesNumbers { get; private set; }

    public bool UsesBatch { get; private set; }

    /// <summary>Name of the local that holds the constants.</summary>
    public string Numbers
    {
        get
        {
            UsesNumbers = module.UsesConstants = true;
            return "numbers";
        }
    }

    /// <summary>Name of the local that holds the number of rows of x.</summary>
    public string Batch
    {
        get
        {
            UsesBatch = true;
            return "batch";
        }
    }

    public Shape ShapeOf(NodeId id) => Graph[id].Shape;

    public bool IsCondition(NodeId id) => conditions[id.Index];

    /// <summary>The expression that stands for a node's tensor.</summary>
    public string Name(NodeId id) => names[id.Index] ??= Graph[id] switch
    {
        Input input => input.Name,
        Parameter parameter => module.Parameter(parameter.Name),
        Constant { Value: 1 } => $"{Numbers}.One",
        Constant constant => $"{Numbers}.Number({Numeral(constant.Value)})",
        ConstantMatrix matrix => $"{Numbers}.Matrix({module.Place(matrix)})",
        UnitVectors unit => $"{Numbers}.Identity({unit.Count})",
        var node => throw new InvalidOperationException($"{node} is read before it is computed."),
    };

    /// <summary>The expression that reads an operand.</summary>
    public string Operand(int index) => module.Operands[index];

    /// <summary>Names the result of a node that has been written.</summary>
    public void Name(NodeId id, string name) => names[id.Index] = name;

    /// <summary>A node's tensor as numbers: 1 or 0 for a condition.</summary>
    public string Number(NodeId id)
    {
        if (!IsCondition(id))
            return Name(id);
        if (!numbersOfConditions.TryGetValue(id, out var number))
            numbersOfConditions[id] = number = Temporary("number", $"{Name(id)}.to_type({function.Point.Name}.dtype)");
        return number;
    }

    /// <summary>A node's tensor with all its components: a number that stands for several is written out.</summary>
    public string Wide(NodeId id) => Graph[id] is Constant { Size: > 1 } constant ? Repeated(constant) : Number(id);

    /// <summary>The transpose of a matrix that all samples share.</summary>
    public string Transposed(NodeId id) => Graph[id] switch
    {
        Parameter parameter when !Recorded => module.ParameterTransposed(parameter.Name),
        ConstantMatrix matrix => $"{Numbers}.MatrixTransposed({module.Place(matrix)})",
        UnitVectors => Name(id),
        _ => Temporary("transposed", $"{Filled(id, ShapeOf(id))}.t()"),
    };

    /// <summary>
    /// A node's tensor with exactly the axes, rows and samples of a shape, and its own components: what does not broadcast needs that.
    /// </summary>
    public string Filled(NodeId id, Shape target)
    {
        var own = ShapeOf(id);
        var isWhole = own.Batched == target.Batched && own.Rows == target.Rows;
        // Without a batch axis, only stacks and constant matrices are sure to have two axes.
        if (isWhole && (own.Batched || own.Rows > 1 || Graph[id] is ConstantMatrix))
            return Number(id);
        var name = own.Batched && own.Rows < target.Rows ? Temporary("row", $"{Number(id)}.unsqueeze(1)") : Number(id);
        return Temporary("filled", $"{name}.expand({Axes(target with { Size = own.Size })})");
    }

    /// <summary>A node's tensor for an elementwise operation: with a row axis where the result has several rows and it has but one.</summary>
    public string Aligned(NodeId id, string name, Shape result)
        => result.Batched && result.Rows > 1 && ShapeOf(id) is { Batched: true, Rows: 1 } ? Temporary("row", $"{name}.unsqueeze(1)") : name;

    /// <summary>Writes a statement whose result is disposed at the end, and names it.</summary>
    public string Temporary(string baseName, string expression)
    {
        var name = Fresh(baseName);
        Statements.Line($"using var {name} = {expression};");
        return name;
    }

    /// <summary>A name that is not in use: the base name with a number.</summary>
    public string Fresh(string baseName)
    {
        string name;
        do
        {
            counters.TryGetValue(baseName, out var count);
            counters[baseName] = count + 1;
            name = $"{baseName}{count}";
        }
        while (!taken.Add(name));
        return name;
    }

    /// <summary>A given name where it is not in use.</summary>
    public string Fresh(string wanted, string baseName) => taken.Add(wanted) ? wanted : Fresh(baseName);

    private string Repeated(Constant constant)
    {
        var entries = new Models.EquatableArray<double>(Enumerable.Repeat(constant.Value, constant.Size));
        return $"{Numbers}.Matrix({module.Place(new ConstantMatrix(entries, 1, constant.Size))})";
    }

    private string Axes(Shape shape)
    {
        var rows = shape.Batched && shape.Rows == 1 ? "" : $"{shape.Rows}, ";
        return $"{(shape.Batched ? $"{Batch}, " : "")}{rows}{shape.Size}";
    }

    private static string Numeral(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
