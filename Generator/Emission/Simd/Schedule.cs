using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// Divides a graph into steps: products with matrices, loops over components, straight lines. Elementwise operations of one shape go
/// into the first loop in which their operands are at hand, so that what only they need is never stored.
/// </summary>
internal sealed class Schedule
{
    /// <summary>Vectors up to this size are straight lines.</summary>
    private const int FewComponents = 4;

    /// <summary>Products with constant matrices of up to so many entries that are not 0 are straight lines.</summary>
    private const int FewEntries = 64;

    /// <summary>No more components than these are written out one by one.</summary>
    private const int MostComponents = 1024;

    private readonly ComputationGraph graph;
    private readonly Role[] roles;
    private readonly int[] steps;
    private readonly bool[] scattered;
    private readonly List<Step> all = [];

    public Schedule(ComputationGraph graph)
    {
        this.graph = graph;
        var count = graph.Nodes.Count;
        roles = new Role[count];
        steps = new int[count];
        scattered = new bool[count];
        for (var i = 0; i < count; i++)
            Add(new NodeId(i));
    }

    public IReadOnlyList<Step> Steps => all;

    public Role RoleOf(NodeId id) => roles[id.Index];

    /// <summary>The step after which a node is known; −1 for what is given.</summary>
    public int StepOf(NodeId id) => steps[id.Index];

    private void Add(NodeId id)
    {
        var node = graph[id];
        var i = id.Index;
        roles[i] = Classify(node);
        scattered[i] = IsScattered(node, roles[i]);
        steps[i] = roles[i] switch
        {
            Role.Given => -1,
            Role.Alias => node.Operands.Max(operand => steps[operand.Index]),
            Role.Loop => Join(id, node.Shape),
            Role.Reduction => Join(id, graph[node.Operands[0]].Shape),
            Role.Call when node is CallResult result => steps[result.Call.Index],
            var role => New(id, role, node.Shape),
        };
    }

    private Role Classify(Node node)
    {
        switch (node)
        {
            case Input or Parameter or Constant or ConstantMatrix or UnitVectors:
                return Role.Given;
            case Slice or Concatenation or RowStack:
                return Role.Alias;
            case OperandCall or CallResult:
                return Role.Call;
            case Affine affine:
                return OfLinear(affine.Weight, affine.Operand, transposed: false);
            case Pullback pullback:
                return OfLinear(pullback.Weight, pullback.Operand, transposed: true);
            case Contraction or Application:
                return graph[node.Operands[0]].Shape.Rows * Numbers.Count(graph[node.Operands[1]].Shape) <= FewEntries ? Role.Straight : Role.Product;
            case Sum sum:
                return IsStored(sum.Operand) && (roles[sum.Operand.Index] == Role.Loop || graph[sum.Operand].Shape.Size > FewComponents)
                    ? Role.Reduction
                    : Role.Straight;
            case LogSumExp:
                return Role.Straight;
            default:
                return OfElementwise(node);
        }
    }

    private Role OfElementwise(Node node)
    {
        var count = Numbers.Count(node.Shape);
        if (count == 1)
            return Role.Straight;
        var wide = node.Operands.Where(operand => Numbers.Count(graph[operand].Shape) > 1).ToList();
        if (count <= MostComponents && wide.Exists(operand => scattered[operand.Index]))
            return Role.Straight;
        // What layers compute goes on in loops however few they are; what is written in components, in straight lines.
        return count > FewComponents || wide.Exists(operand => roles[operand.Index] is Role.Product or Role.Loop) ? Role.Loop : Role.Straight;
    }

    private Role OfLinear(NodeId weight, NodeId operand, bool transposed)
    {
        if (graph[weight] is Parameter)
            return Role.Product;
        if (Numbers.IsSelection(graph[weight], transposed))
            return Role.Alias;
        var entries = Numbers.Of(graph[weight]).Count(entry => entry != 0) * graph[operand].Shape.Rows;
        return entries <= FewEntries || (entries <= MostComponents && scattered[operand.Index]) ? Role.Straight : Role.Product;
    }

    /// <summary>Whether a node's components lie one behind another, or can.</summary>
    private bool IsStored(NodeId id) => !scattered[id.Index] && graph[id] is not Constant;

    private bool IsScattered(Node node, Role role) => Numbers.Count(node.Shape) > 1 && node switch
    {
        UnitVectors => true,
        ConstantMatrix matrix => 2 * matrix.Values.Count(value => value == 0) > matrix.Values.Count,
        Slice slice => slice.Shape.Rows > 1 || scattered[slice.Operand.Index],
        _ => role is Role.Alias or Role.Straight,
    };

    private int New(NodeId id, Role role, Shape shape)
    {
        var step = new Step(role, shape.Rows, shape.Size);
        step.Nodes.Add(id);
        all.Add(step);
        return all.Count - 1;
    }

    private int Join(NodeId id, Shape shape)
    {
        var operands = graph[id].Operands;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Role != Role.Loop || all[i].Rows != shape.Rows || all[i].Size != shape.Size)
                continue;
            if (operands.All(operand => steps[operand.Index] < i || (steps[operand.Index] == i && roles[operand.Index] == Role.Loop)))
            {
                all[i].Nodes.Add(id);
                return i;
            }
        }

        return New(id, Role.Loop, shape);
    }
}
