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
        Assert.Contains("operand", TorchOperations.Fresh(op, "operand", "numbers"));
        Assert.Equal(TorchOperations.UsesConstants(op), TorchOperations.Fresh(op, "operand", "numbers").Contains("numbers"));
        if (TorchOperations.CanOverwrite(op))
            Assert.Matches(@"^operand\.\w+_\(", TorchOperations.InPlace(op, "operand", "numbers"));
    }

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void BinaryOperationsAreEmitted(string name)
    {
        var op = Enum.Parse<BinaryOp>(name);
        var graph = new GraphBuilder();
        var (x, w) = (new Input("x", 3), new Input("w", 3));
        var (a, b) = (graph.Unary(UnaryOp.Sine, graph.Add(x)), graph.Add(w));
        var function = new TorchFunction("Function", "", "", [x, w], graph.Build(graph.Binary(op, a, b)), [OutputForm.AsIs]);
        foreach (var recorded in new[] { true, false })
        {
            var writer = new SourceWriter();
            TorchBodyEmitter.Emit(writer, function, new TorchModule(), recorded);
            // In place on the sine, which is a temporary, but never where autograd records.
            Assert.Equal(
                !recorded && TorchOperations.CanOverwrite(op),
                System.Text.RegularExpressions.Regex.IsMatch(writer.ToString(), @"sine0\.\w+_\("));
            Assert.DoesNotMatch(@"\b[xw]\.\w+_\(", writer.ToString());
        }
    }
}
