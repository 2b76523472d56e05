using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// How a body returns its outputs: fresh, one row of the batch for each sample, no two in the same memory. An output that is none of
/// the body's own tensors (an argument, a constant, a part of either) is copied.
/// </summary>
internal sealed class TorchResults
{
    private readonly TorchBody body;
    private readonly IReadOnlyList<OutputForm> forms;
    private readonly bool[] copied;
    private readonly HashSet<NodeId> leaving = [];

    public TorchResults(TorchBody body, IReadOnlyList<OutputForm> forms)
    {
        this.body = body;
        this.forms = forms;
        copied = new bool[forms.Count];
        var memory = new HashSet<NodeId>();
        for (var i = 0; i < forms.Count; i++)
        {
            var output = body.Graph.Outputs[i];
            copied[i] = !body.ShapeOf(output).Batched
                || body.IsCondition(output)
                || body.Storage.IsForeign(output)
                || !memory.Add(body.Storage.Memory(output));
            // A form makes another tensor of the result, so the result itself is a temporary then.
            if (!copied[i] && FormOf(i) == OutputForm.AsIs)
                leaving.Add(body.Storage.Maker(output));
        }
    }

    /// <summary>Whether the tensor made at a node is returned.</summary>
    public bool Leaves(NodeId maker) => leaving.Contains(maker);

    /// <summary>Writes the statement that returns the outputs.</summary>
    public void Return()
    {
        var results = body.Graph.Outputs.Select(Result).ToArray();
        body.Statements.Line(results.Length == 1 ? $"return {results[0]};" : $"return ({string.Join(", ", results)});");
    }

    private OutputForm FormOf(int index) => body.PassedOn.Contains(body.Graph.Outputs[index]) ? OutputForm.AsIs : forms[index];

    private string Result(NodeId output, int index)
    {
        var whole = body.Filled(output, body.ShapeOf(output) with { Batched = true });
        var axis = FormOf(index) switch
        {
            OutputForm.Scalar => ".squeeze(1)",
            OutputForm.SingleRow => ".unsqueeze(1)",
            _ => "",
        };
        if (!copied[index])
            return whole + axis;
        return $"{(axis.Length > 0 ? body.Temporary("formed", whole + axis) : whole)}.clone()";
    }
}
