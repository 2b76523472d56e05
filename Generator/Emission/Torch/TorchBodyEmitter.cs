using System.Globalization;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// Writes a graph as the body of a method over TorchSharp, a statement a node. Without gradient mode results overwrite dead
/// temporaries; with it every result is fresh, since autograd keeps what it needs. All temporaries are disposed at the end.
/// </summary>
internal sealed class TorchBodyEmitter
{
    /// <summary>Name of the local that holds the tensor 1.</summary>
    public const string One = "one";

    private readonly SourceWriter writer;
    private readonly ComputationGraph graph;
    private readonly Func<string, string> parameterField;
    private readonly bool recorded;
    private readonly StoragePlan storage;
    private readonly string[] names;
    private readonly string layer;
    private readonly Dictionary<string, int> counters = [];

    private TorchBodyEmitter(SourceWriter writer, ComputationGraph graph, Func<string, string> parameterField, bool recorded)
    {
        this.writer = writer;
        this.graph = TorchLowering.Apply(graph);
        this.parameterField = parameterField;
        this.recorded = recorded;
        storage = new StoragePlan(this.graph, inPlace: !recorded);
        names = new string[this.graph.Nodes.Count];
        layer = parameterField(graph.Nodes.OfType<Parameter>().First().Name);
    }

    /// <param name="writer">Where to write.</param>
    /// <param name="graph">What to compute.</param>
    /// <param name="forms">Form of each output.</param>
    /// <param name="parameterField">From a parameter's name in the state ("2.weight") to the field of its layer.</param>
    /// <param name="recorded">Whether the body runs in gradient mode.</param>
    public static void Emit(
        SourceWriter writer, ComputationGraph graph, IReadOnlyList<OutputForm> forms, Func<string, string> parameterField, bool recorded)
        => new TorchBodyEmitter(writer, graph, parameterField, recorded).Body(forms);

    private void Body(IReadOnlyList<OutputForm> forms)
    {
        if (graph.Nodes.Any(UsesOne))
            writer.Line($"var {One} = {layer}.One;");
        for (var i = 0; i < graph.Nodes.Count; i++)
            Statement(new NodeId(i), forms);

        var results = graph.Outputs.Select((output, i) => Formed(names[output.Index], forms[i])).ToArray();
        writer.Line(results.Length == 1 ? $"return {results[0]};" : $"return ({string.Join(", ", results)});");
    }

    private void Statement(NodeId id, IReadOnlyList<OutputForm> forms)
    {
        switch (graph[id])
        {
            case Input input:
                names[id.Index] = input.Name;
                return;
            case Parameter parameter:
                var suffix = parameter.Name.EndsWith(".bias", StringComparison.Ordinal) ? "Bias" : "Weight";
                names[id.Index] = $"{parameterField(parameter.Name)}.{suffix}";
                return;
            case Constant constant:
                names[id.Index] = $"{layer}.Number({constant.Value.ToString("R", CultureInfo.InvariantCulture)})";
                return;
        }

        var expression = Expression(id);
        var name = names[id.Index] = Fresh(BaseName(graph[id]));
        // A form makes another tensor of the result, so the result itself is a temporary then.
        var leaves = graph.Outputs.Where((output, i) => forms[i] == OutputForm.AsIs && storage.Maker(output) == id).Any();
        var owns = storage.Overwritten(id) is null && !leaves;
        writer.Line($"{(owns ? "using var" : "var")} {name} = {expression};");
    }

    private string Expression(NodeId id) => graph[id] switch
    {
        Affine affine => AffineExpression(affine),
        Pullback pullback => $"{Name(pullback.Operand)}.{Product(pullback.Shape)}({Name(pullback.Weight)})",
        Unary unary => storage.Overwritten(id) is null
            ? TorchOperations.Fresh(unary.Op, Name(unary.Operand), layer)
            : TorchOperations.InPlace(unary.Op, Name(unary.Operand), layer),
        Binary binary => BinaryExpression(id, binary),
        UnitVectors unit => throw new InvalidOperationException($"{unit.Count} unit vectors stand in the graph outside of a pullback."),
        var other => throw new InvalidOperationException($"No emission for {other}."),
    };

    private string AffineExpression(Affine affine)
    {
        var weight = Name(affine.Weight);
        var operand = Name(affine.Operand);
        if (recorded)
        {
            var bias = affine.Bias is { } b ? $", {Name(b)}" : "";
            return $"{TypeNames.Functional}.linear({operand}, {weight}{bias})";
        }

        return affine.Bias is { } offset && affine.Shape.Rows == 1
            ? $"{Name(offset)}.addmm({operand}, {weight}Transposed, 1, 1)"
            : $"{operand}.{Product(affine.Shape)}({weight}Transposed)";
    }

    private string BinaryExpression(NodeId id, Binary binary)
    {
        var overwritten = storage.Overwritten(id);
        var (first, second) = overwritten == binary.Right ? (binary.Right, binary.Left) : (binary.Left, binary.Right);
        var (a, b) = (Aligned(first, binary.Shape), Aligned(second, binary.Shape));
        var mark = overwritten is null ? "" : "_";
        return binary.Op switch
        {
            BinaryOp.Add => $"{a}.add{mark}({b}, {TypeNames.SafeArithmetic}.One)",
            BinaryOp.Multiply => $"{a}.mul{mark}({b})",
            BinaryOp.TowardsOne => $"{a}.lerp{mark}({One}, {b})",
            var other => throw new InvalidOperationException($"No emission for {other}."),
        };
    }

    /// <summary>The name of an operand, given a row axis where the result is a batch of several rows and it has but one.</summary>
    private string Aligned(NodeId operand, Shape result)
    {
        var shape = graph[operand].Shape;
        if (!result.Batched || result.Rows == 1 || !shape.Batched || shape.Rows > 1)
            return Name(operand);
        var name = Fresh("row");
        writer.Line($"using var {name} = {Name(operand)}.unsqueeze(1);");
        return name;
    }

    private string Name(NodeId id) => names[id.Index];

    private string Fresh(string baseName)
    {
        counters.TryGetValue(baseName, out var count);
        counters[baseName] = count + 1;
        return $"{baseName}{count}";
    }

    private static string Product(Shape shape) => shape.Rows == 1 ? "mm" : "matmul";

    private static string Formed(string name, OutputForm form) => form switch
    {
        OutputForm.Scalar => $"{name}.squeeze(1)",
        OutputForm.SingleRow => $"{name}.unsqueeze(1)",
        _ => name,
    };

    private static bool UsesOne(Node node) => node
        is Unary { Op: UnaryOp.OneMinus or UnaryOp.OneMinusSquare }
        or Binary { Op: BinaryOp.TowardsOne };

    private static string BaseName(Node node) => node switch
    {
        Affine { Bias: null } => "pushed",
        Affine => "affine",
        Pullback => "pulled",
        Unary unary => char.ToLowerInvariant(unary.Op.ToString()[0]) + unary.Op.ToString().Substring(1),
        Binary { Op: BinaryOp.Add } => "sum",
        Binary { Op: BinaryOp.Multiply } => "product",
        _ => "slope",
    };
}
