using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// Decides which nodes are kept in memory, and where: in a result, inside the vector that they become a part of, or in scratch memory,
/// whose vectors are used again once nothing reads them.
/// </summary>
internal sealed class ScratchPlan
{
    private readonly ComputationGraph graph;
    private readonly Schedule schedule;
    private readonly LocalNames names;
    private readonly bool[] stored;
    private readonly (LaneBuffer Buffer, int Offset)?[] places;
    private readonly List<LaneBuffer> buffers = [];
    private readonly Dictionary<(int Step, LaneBuffer Buffer), bool> plainReads = [];

    public ScratchPlan(ComputationGraph graph, Schedule schedule, IReadOnlyList<string> results, LocalNames names)
    {
        this.graph = graph;
        this.schedule = schedule;
        this.names = names;
        stored = new bool[graph.Nodes.Count];
        places = new (LaneBuffer, int)?[graph.Nodes.Count];
        foreach (var output in graph.Outputs)
            Read(output);
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
            RequireOperands(new NodeId(i));
        PlaceResults(results);
        PlaceStored();
        Touch();
        Size = Allocate();
    }

    /// <summary>Vectors of scratch memory.</summary>
    public int Size { get; }

    /// <summary>Where a node's components lie one behind another; null where they do not.</summary>
    public (LaneBuffer Buffer, int Offset)? PlaceOf(NodeId id)
    {
        if (places[id.Index] is { } place)
            return place;
        return graph[id] is Slice { Shape.Rows: 1 } slice && PlaceOf(slice.Operand) is { } whole
            ? (whole.Buffer, whole.Offset + slice.Start)
            : null;
    }

    /// <summary>Whether a node of its own memory is kept there.</summary>
    public bool IsPlaced(NodeId id) => places[id.Index] is not null;

    /// <summary>Says which operands a node reads from memory.</summary>
    private void RequireOperands(NodeId id)
    {
        var node = graph[id];
        switch (schedule.RoleOf(id))
        {
            case Role.Loop:
            case Role.Reduction:
                foreach (var operand in node.Operands)
                {
                    if (schedule.StepOf(operand) == schedule.StepOf(id) && schedule.RoleOf(operand) == Role.Loop)
                        continue;
                    if (Numbers.Count(graph[operand].Shape) > 1 && graph[operand] is not (Constant or Parameter))
                        Store(operand);
                    else
                        Read(operand);
                }

                break;
            case Role.Product:
                foreach (var operand in Vectors(node))
                    Store(operand);
                break;
            case Role.Call:
                foreach (var operand in node.Operands.Where(operand => graph[operand] is not OperandCall))
                    Store(operand);
                stored[id.Index] |= node is not OperandCall { ReturnsPair: true };
                break;
            case Role.Alias when graph[id] is Slice { Shape.Rows: 1 } slice && stored[id.Index]:
                Store(slice.Operand);
                break;
            default:
                foreach (var operand in node.Operands)
                    Read(operand);
                break;
        }
    }

    /// <summary>The operands of a product that are lanes; a matrix that all samples share is read as weights.</summary>
    public static IEnumerable<NodeId> Vectors(Node node) => node switch
    {
        Affine affine => [affine.Operand],
        Pullback pullback => [pullback.Operand],
        _ => node.Operands,
    };

    private void Store(NodeId id) => stored[id.Index] = true;

    /// <summary>Components are read one by one: what loops and products write must be in memory for that.</summary>
    private void Read(NodeId id)
    {
        switch (schedule.RoleOf(id))
        {
            case Role.Loop or Role.Product:
            case Role.Reduction when graph[id].Shape.Rows > 1:
                stored[id.Index] = true;
                break;
            case Role.Alias:
                foreach (var operand in graph[id].Operands)
                    Read(operand);
                break;
        }
    }

    private void PlaceResults(IReadOnlyList<string> results)
    {
        for (var i = 0; i < results.Count; i++)
        {
            var output = graph.Outputs[i];
            if (!IsComputed(output) || places[output.Index] is not null)
                continue;
            Place(output, new LaneBuffer(results[i], Numbers.Count(graph[output].Shape), isResult: true), 0);
        }
    }

    /// <summary>Whether a node's components can be written to a place of choice as they come into being.</summary>
    private bool IsComputed(NodeId id) => schedule.RoleOf(id) switch
    {
        Role.Given => false,
        Role.Alias => graph[id] is Concatenation or RowStack,
        Role.Call => graph[id] is not OperandCall { ReturnsPair: true },
        _ => true,
    };

    private void PlaceStored()
    {
        // Vectors that are put together first, so that their parts are written in place.
        foreach (var joined in new[] { true, false })
        {
            for (var i = graph.Nodes.Count - 1; i >= 0; i--)
            {
                var id = new NodeId(i);
                var node = graph[id];
                if (!stored[i] || places[i] is not null || node is Concatenation or RowStack != joined)
                    continue;
                // Foreign lanes lie where they lie, and a slice of one row lies within what it is a slice of.
                if (node is Input or Slice { Shape.Rows: 1 })
                    continue;
                var buffer = new LaneBuffer(NodeNames.Of(graph, node), Numbers.Count(node.Shape), isResult: false);
                Place(id, buffer, 0);
            }
        }
    }

    private void Place(NodeId id, LaneBuffer buffer, int offset)
    {
        if (!buffers.Contains(buffer))
            buffers.Add(buffer);
        places[id.Index] = (buffer, offset);
        buffer.IsWrittenInLoop |= schedule.RoleOf(id) == Role.Loop && Numbers.Count(graph[id].Shape) == buffer.Size;
        IReadOnlyList<NodeId> parts = graph[id] switch
        {
            Concatenation { Shape.Rows: 1 } joined => joined.Parts,
            RowStack stack => stack.Parts,
            _ => [],
        };
        foreach (var part in parts)
        {
            if (IsComputed(part) && places[part.Index] is null)
                Place(part, buffer, offset);
            offset += Numbers.Count(graph[part].Shape);
        }
    }

    private static bool IsWhole(Shape shape, Step step) => shape.Rows == step.Rows && shape.Size == step.Size;

    private void Touch()
    {
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var id = new NodeId(i);
            var step = schedule.StepOf(id);
            if (places[i] is { } place && step >= 0 && schedule.RoleOf(id) != Role.Alias)
                place.Buffer.Touch(step);
            if (schedule.RoleOf(id) == Role.Alias)
                continue;
            foreach (var operand in graph[id].Operands)
                TouchMemory(operand, step, isPlain: IsWhole(graph[operand].Shape, schedule.Steps[step]));
        }

        // What is copied into results is read at the end.
        foreach (var output in graph.Outputs)
            TouchMemory(output, schedule.Steps.Count, isPlain: false);
    }

    /// <summary>Takes note that a step reads all memory in which a node's components lie.</summary>
    private void TouchMemory(NodeId id, int step, bool isPlain)
    {
        if (places[id.Index] is { } place)
        {
            place.Buffer.Touch(step);
            isPlain &= place.Offset == 0 && place.Buffer.Size == Numbers.Count(graph[id].Shape);
            plainReads[(step, place.Buffer)] = isPlain && (!plainReads.TryGetValue((step, place.Buffer), out var others) || others);
        }

        if (schedule.RoleOf(id) == Role.Alias)
        {
            foreach (var operand in graph[id].Operands)
                TouchMemory(operand, step, isPlain: false);
        }
    }

    /// <summary>
    /// Gives every buffer the first gap among those that are needed at the same time. A loop's result may take the place of a vector
    /// that the same loop reads for the last time, component by component.
    /// </summary>
    private int Allocate()
    {
        var size = 0;
        var done = new List<LaneBuffer>();
        foreach (var buffer in buffers.Where(buffer => !buffer.IsResult && buffer.Last >= 0).OrderBy(buffer => buffer.First))
        {
            var others = done.Where(other => other.Last >= buffer.First).ToList();
            var dying = others.Find(other => Replaces(buffer, other) && others.TrueForAll(
                third => third == other || third.Offset + third.Size <= other.Offset || other.Offset + other.Size <= third.Offset));
            buffer.Offset = dying?.Offset ?? Gap(others, buffer.Size);
            size = Math.Max(size, buffer.Offset + buffer.Size);
            buffer.Name = names.Numbered(buffer.Name);
            done.Add(buffer);
        }

        return size;
    }

    private bool Replaces(LaneBuffer buffer, LaneBuffer dying)
        => buffer.IsWrittenInLoop
            && dying.Last == buffer.First
            && dying.Size == buffer.Size
            && buffer.First < schedule.Steps.Count
            && schedule.Steps[buffer.First].Role == Role.Loop
            && dying.First < buffer.First
            && plainReads.TryGetValue((buffer.First, dying), out var isPlain)
            && isPlain;

    private static int Gap(List<LaneBuffer> others, int size)
    {
        var offset = 0;
        foreach (var other in others.OrderBy(other => other.Offset))
        {
            if (other.Offset - offset >= size)
                break;
            offset = Math.Max(offset, other.Offset + other.Size);
        }

        return offset;
    }
}
