using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>A kernel method's body in the making: the statements so far, and how they read the components of nodes.</summary>
internal sealed class KernelBody
{
    /// <summary>What is copied is copied component by component up to this size, by a loop beyond.</summary>
    private const int MostLines = 4;

    private readonly Component[]?[] locals;
    private readonly Dictionary<(LaneBuffer Buffer, int Index), Component> loads = [];
    private readonly HashSet<LaneBuffer> declared = [];
    private readonly HashSet<NodeId> copied = [];
    private readonly int[] uses;

    public KernelBody(KernelFunction function, KernelMemory memory)
    {
        Function = function;
        Memory = memory;
        Graph = ActivationLowering.Apply(function.Graph);
        Names = new LocalNames(function.Parameters);
        Schedule = new Schedule(Graph);
        Plan = new ScratchPlan(Graph, Schedule, function.Results, Names);
        locals = new Component[]?[Graph.Nodes.Count];
        Absorbed = new bool?[Graph.Nodes.Count];
        uses = Simplification.Uses(Graph);
    }

    public KernelFunction Function { get; }

    public KernelMemory Memory { get; }

    public ComputationGraph Graph { get; }

    public LocalNames Names { get; }

    public Schedule Schedule { get; }

    public ScratchPlan Plan { get; }

    /// <summary>Which products are computed together with the sum that they are a part of, as far as it has been found out.</summary>
    public bool?[] Absorbed { get; }

    public SourceWriter Statements { get; } = new();

    /// <summary>How many operands and results a node is.</summary>
    public int Uses(NodeId id) => uses[id.Index];

    /// <summary>Says what the components of a node are.</summary>
    public void Define(NodeId id, Component[] components) => locals[id.Index] = components;

    /// <summary>A local with an initial value; what is a local already, or a number, stays that.</summary>
    public Component Local(string name, Component expression)
    {
        return expression.Number is not null || IsAtom(expression.Text) ? expression : Declared(name, expression.Text);
    }

    /// <summary>A component of a node, for a straight line: single components stand for all.</summary>
    public Component At(NodeId id, int row, int component)
    {
        var node = Graph[id];
        var shape = node.Shape;
        (row, component) = (shape.Rows == 1 ? 0 : row, shape.Size == 1 ? 0 : component);
        var index = (row * shape.Size) + component;
        if (locals[id.Index] is { } known)
            return known[index];
        switch (node)
        {
            case Constant constant:
                return Component.Of(constant.Value);
            case ConstantMatrix matrix:
                return Component.Of(matrix.Values[index]);
            case UnitVectors:
                return Component.Of(row == component ? 1 : 0);
            case Input input:
                return Component.Of($"{input.Name}[{index}]");
            case Parameter parameter:
                return Component.Of($"{Memory.Parameter(parameter.Name)}[{index}]");
            case Slice slice:
                return At(slice.Operand, row, slice.Start + component);
            case Concatenation joined:
                return OfParts(joined.Parts, component, part => part.Size, (part, place) => At(part, row, place));
            case RowStack stack:
                return OfParts(stack.Parts, row, part => part.Rows, (part, place) => At(part, place, component));
            case Affine { Bias: null } affine when Schedule.RoleOf(id) == Role.Alias:
                return Selected(affine.Weight, affine.Operand, transposed: false);
            case Pullback pullback when Schedule.RoleOf(id) == Role.Alias:
                return Selected(pullback.Weight, pullback.Operand, transposed: true);
        }

        var (buffer, offset) = Plan.PlaceOf(id) ?? throw new InvalidOperationException($"{node} is read before it is computed.");
        return Load(buffer, offset + index, NodeNames.Of(Graph, node));

        Component Selected(NodeId weight, NodeId operand, bool transposed)
        {
            var terms = Numbers.Terms(Graph[weight], component, transposed).ToList();
            return terms.Count == 0 ? Component.Of(0) : At(operand, row, terms[0].Index);
        }
    }

    /// <summary>The expression of the lanes where a node's components lie one behind another; they are brought there if need be.</summary>
    public string Lanes(NodeId id)
    {
        Bring(id);
        var (name, offset) = Address(id);
        return offset == 0 ? name : $"{name}.From({offset})";
    }

    /// <summary>Name of the memory of a node, and where it begins there.</summary>
    public (string Name, int Offset) Address(NodeId id)
    {
        if (Plan.PlaceOf(id) is { } place)
            return (Declare(place.Buffer), place.Offset);
        switch (Graph[id])
        {
            case Input input:
                return (input.Name, 0);
            case Parameter parameter:
                return (Memory.Parameter(parameter.Name), 0);
            case ConstantMatrix or UnitVectors:
                return (Memory.Table(Graph[id]), 0);
            case Slice { Shape.Rows: 1 } slice:
                var (name, offset) = Address(slice.Operand);
                return (name, offset + slice.Start);
            case var node:
                throw new InvalidOperationException($"{node} has no memory.");
        }
    }

    /// <summary>Writes what is joined from several, or given, to the memory that it is read from, unless it is there.</summary>
    public void Bring(NodeId id)
    {
        if (Graph[id] is Slice { Shape.Rows: 1 } slice)
        {
            Bring(slice.Operand);
            return;
        }

        if (Schedule.RoleOf(id) is not (Role.Alias or Role.Given) || !Plan.IsPlaced(id) || !copied.Add(id))
            return;
        var (buffer, offset) = Plan.PlaceOf(id)!.Value;
        Copy(id, buffer, offset);
    }

    /// <summary>Writes a node's components to a place, those left out that are there.</summary>
    public void Copy(NodeId id, LaneBuffer buffer, int offset)
    {
        var shape = Graph[id].Shape;
        if (Parts(Graph[id]) is { } parts)
        {
            foreach (var part in parts)
            {
                if (Plan.PlaceOf(part) != (buffer, offset) || Schedule.RoleOf(part) is Role.Alias or Role.Given)
                    Copy(part, buffer, offset);
                offset += Numbers.Count(Graph[part].Shape);
            }

            return;
        }

        var name = Declare(buffer);
        if (Numbers.Count(shape) > MostLines && IsContiguous(id))
        {
            var value = Graph[id] is Constant constant ? Component.Of(constant.Value).Text : Source(id);
            Statements
                .Line($"for (var i = 0; i < {Numbers.Count(shape)}; i++)")
                .Line($"    {name}[{Index(offset, "i")}] = {value};");
            return;
        }

        for (var row = 0; row < shape.Rows; row++)
        {
            for (var i = 0; i < shape.Size; i++)
                Statements.Line($"{name}[{offset + (row * shape.Size) + i}] = {At(id, row, i).Text};");
        }
    }

    /// <summary>Name of a buffer, which is declared at its first mention.</summary>
    public string Declare(LaneBuffer buffer)
    {
        if (!buffer.IsResult && declared.Add(buffer))
        {
            var place = buffer.Offset == 0 ? KernelFunction.Scratch : $"{KernelFunction.Scratch}.From({buffer.Offset})";
            Statements.Line($"var {buffer.Name} = {place};");
        }

        return buffer.Name;
    }

    /// <summary>Writes a component of a node to its memory, if it has some.</summary>
    public void Keep(NodeId id, int index, Component value)
    {
        if (Plan.IsPlaced(id))
        {
            var (buffer, offset) = Plan.PlaceOf(id)!.Value;
            Statements.Line($"{Declare(buffer)}[{offset + index}] = {value.Text};");
        }
    }

    public static string Index(int offset, string index) => offset == 0 ? index : $"{offset} + {index}";

    private bool IsContiguous(NodeId id) => Graph[id] switch
    {
        Constant or Input or Parameter => true,
        Slice { Shape.Rows: 1 } slice => IsContiguous(slice.Operand),
        _ => Plan.IsPlaced(id) && Schedule.RoleOf(id) is not Role.Alias,
    };

    private string Source(NodeId id)
    {
        var (name, offset) = Address(id);
        return $"{name}[{Index(offset, "i")}]";
    }

    private static IReadOnlyList<NodeId>? Parts(Node node) => node switch
    {
        Concatenation { Shape.Rows: 1 } joined => joined.Parts,
        RowStack stack => stack.Parts,
        _ => null,
    };

    private Component OfParts(IReadOnlyList<NodeId> parts, int place, Func<Shape, int> length, Func<NodeId, int, Component> read)
    {
        foreach (var part in parts)
        {
            if (place < length(Graph[part].Shape))
                return read(part, place);
            place -= length(Graph[part].Shape);
        }

        throw new InvalidOperationException($"No part has component {place}.");
    }

    private Component Load(LaneBuffer buffer, int index, string name)
    {
        // Results stay as they are; scratch memory may be used again, so that its components are taken over now.
        if (buffer.IsResult)
            return Component.Of($"{buffer.Name}[{index}]");
        if (!loads.TryGetValue((buffer, index), out var load))
            loads[(buffer, index)] = load = Declared(name, $"{Declare(buffer)}[{index}]");
        return load;
    }

    private Component Declared(string name, string expression)
    {
        var local = Names.Numbered(name);
        Statements.Line($"var {local} = {expression};");
        return Component.Of(local);
    }

    private static bool IsAtom(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '[' or ']');
}
