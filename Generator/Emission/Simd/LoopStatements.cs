using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// Statements of a loop over components, with one over rows around it where there are several: what only the loop needs is a local of
/// its body.
/// </summary>
internal sealed class LoopStatements
{
    private readonly KernelBody body;
    private readonly Step step;
    private readonly Dictionary<NodeId, Component> values = [];
    private readonly Dictionary<NodeId, string> totals = [];
    private readonly HashSet<string> used = [];

    private LoopStatements(KernelBody body, Step step)
    {
        this.body = body;
        this.step = step;
    }

    private SourceWriter Statements => body.Statements;

    public static void Emit(KernelBody body, Step step) => new LoopStatements(body, step).Emit();

    private void Emit()
    {
        var loads = Prepare();
        foreach (var node in step.Nodes.Where(IsStored))
            _ = body.Declare(body.Plan.PlaceOf(node)!.Value.Buffer);
        if (step.Rows == 1)
        {
            Components(loads);
        }
        else
        {
            using (Statements.Block($"for (var row = 0; row < {step.Rows}; row++)"))
                Components(loads);
        }
    }

    private void Components(IReadOnlyList<NodeId> loads)
    {
        foreach (var node in step.Nodes.Where(node => body.Graph[node] is Sum))
        {
            totals[node] = step.Rows == 1 ? body.Names.Numbered("total") : Free("total");
            Statements.Line($"var {totals[node]} = {KernelNames.Zero};");
        }

        using (Statements.Block($"for (var i = 0; i < {step.Size}; i++)"))
        {
            foreach (var operand in loads)
            {
                var name = Free(NodeNames.Of(body.Graph, body.Graph[operand]));
                Statements.Line($"var {name} = {values[operand].Text};");
                values[operand] = Component.Of(name);
            }

            foreach (var node in step.Nodes)
                Node(node);
        }

        foreach (var (node, name) in totals.Select(pair => (pair.Key, pair.Value)))
        {
            if (step.Rows == 1)
            {
                body.Define(node, [Component.Of(name)]);
                body.Keep(node, 0, Component.Of(name));
            }
            else
            {
                var (buffer, offset) = body.Plan.PlaceOf(node)!.Value;
                Statements.Line($"{buffer.Name}[{KernelBody.Index(offset, "row")}] = {name};");
            }
        }
    }

    private void Node(NodeId id)
    {
        if (StraightStatements.IsAbsorbed(body, id))
            return;
        if (body.Graph[id] is Sum sum)
        {
            var total = Component.Of(totals[id]);
            Statements.Line($"{total.Text} += {values[sum.Operand].Text};");
            return;
        }

        var expression = StraightStatements.Elementwise(body, body.Graph[id], operand => values[operand]);
        var isRead = step.Nodes.Exists(node => body.Graph[node].Operands.Contains(id));
        if (isRead)
            expression = Local(id, expression);
        values[id] = expression;
        if (!IsStored(id))
            return;
        var (buffer, offset) = body.Plan.PlaceOf(id)!.Value;
        Statements.Line($"{buffer.Name}[{Index(offset, body.Graph[id].Shape)}] = {expression.Text};");
    }

    /// <summary>Finds how each operand is read; returns those that are read before anything is written.</summary>
    private List<NodeId> Prepare()
    {
        var loads = new List<NodeId>();
        foreach (var operand in step.Nodes.SelectMany(node => body.Graph[node].Operands).Distinct())
        {
            if (values.ContainsKey(operand) || step.Nodes.Contains(operand))
                continue;
            var node = body.Graph[operand];
            if (node is Constant constant)
            {
                values[operand] = Component.Of(constant.Value);
            }
            else if (Numbers.Count(node.Shape) == 1)
            {
                values[operand] = body.At(operand, 0, 0);
            }
            else
            {
                body.Bring(operand);
                var (name, offset) = body.Address(operand);
                values[operand] = Component.Of($"{name}[{Index(offset, node.Shape)}]");
                if (body.Plan.PlaceOf(operand) is { Buffer.IsResult: false })
                    loads.Add(operand);
            }
        }

        return loads;
    }

    private Component Local(NodeId id, Component expression)
    {
        if (expression.Number is not null)
            return expression;
        var name = Free(NodeNames.Of(body.Graph, body.Graph[id]));
        Statements.Line($"var {name} = {expression.Text};");
        return Component.Of(name);
    }

    private bool IsStored(NodeId id) => body.Graph[id] is not Sum && body.Plan.IsPlaced(id);

    private string Free(string name) => body.Names.IsFree(name) && used.Add(name) ? name : body.Names.Numbered(name);

    private static string Index(int offset, Shape shape) => KernelBody.Index(offset, shape switch
    {
        { Rows: 1 } => "i",
        { Size: 1 } => "row",
        _ => $"(row * {shape.Size}) + i",
    });
}
