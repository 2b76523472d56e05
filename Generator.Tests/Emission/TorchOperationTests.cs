using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>Every operation of a graph is emitted, in place only where that overwrites a temporary.</summary>
public sealed class TorchOperationTests
{
    public static TheoryData<string> UnaryOps => [.. Enum.GetNames<UnaryOp>()];

    public static TheoryData<string> BinaryOps => [.. Enum.GetNames<BinaryOp>()];

    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void UnaryOperationsAreEmitted(string name)
    {
        var op = Enum.Parse<UnaryOp>(name);
        Assert.Contains("operand", TorchOperations.Fresh(op, "operand", "layer0"));
        if (TorchOperations.CanOverwrite(op))
            Assert.Matches(@"^operand\.\w+_\(", TorchOperations.InPlace(op, "operand", "layer0"));
    }

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void BinaryOperationsAreEmitted(string name)
    {
        var graph = new GraphBuilder();
        var parameter = graph.Add(new Parameter("0.bias", 1, 3));
        var (a, b) = (graph.Unary(UnaryOp.Sine, graph.Add(new Input("a", 3))), graph.Add(new Input("b", 3)));
        var function = graph.Build(graph.Add(graph.Binary(Enum.Parse<BinaryOp>(name), a, b), parameter));
        foreach (var recorded in new[] { true, false })
        {
            var writer = new SourceWriter();
            TorchBodyEmitter.Emit(writer, function, [OutputForm.AsIs], _ => "layer0", recorded);
            // In place on the sine, which is a temporary, but never where autograd records.
            Assert.Equal(!recorded, System.Text.RegularExpressions.Regex.IsMatch(writer.ToString(), @"sine0\.\w+_\("));
            Assert.DoesNotMatch(@"\b[ab]\.\w+_\(", writer.ToString());
        }
    }
}
