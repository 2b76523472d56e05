using CsCheck;
using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>The graphs of the generated functions: no node stands twice, is of no use, or is lost in the lowering.</summary>
public sealed class ModelFunctionTests
{
    [Fact]
    public void GraphsAreSound() => RandomMlp.Any.Sample(
        random =>
        {
            foreach (var (_, graph) in All(random.Mlp))
            {
                GraphChecks.AssertSound(graph);
                GraphChecks.AssertSound(ActivationLowering.Apply(graph));
            }
        },
        iter: 60);

    [Fact]
    public void LoweringChangesNoValue() => RandomMlp.Any.Sample(
        random =>
        {
            var arguments = random.Arguments();
            foreach (var (_, graph) in All(random.Mlp))
            {
                var before = GraphInterpreter.Evaluate(graph, arguments);
                var after = GraphInterpreter.Evaluate(ActivationLowering.Apply(graph), arguments);
                Close.Assert(Numbers(before), Numbers(after), 1e-14);
            }
        },
        iter: 60);

    [Fact]
    public void PairsAreTheirPartsWithOneForwardPass() => RandomMlp.Any.Sample(
        random =>
        {
            var (mlp, arguments) = (random.Function, random.Arguments());
            var value = GraphInterpreter.Evaluate(ModelFunctions.Value(mlp), arguments)[0];
            foreach (var (alone, pair) in new[]
            {
                (ModelFunctions.Jvp(mlp, false), ModelFunctions.Jvp(mlp, true)),
                (ModelFunctions.Vjp(mlp, false), ModelFunctions.Vjp(mlp, true)),
                (ModelFunctions.Gram(mlp, false), ModelFunctions.Gram(mlp, true)),
                (ModelFunctions.Jacobian(mlp, false), ModelFunctions.Jacobian(mlp, true)),
            })
            {
                var both = GraphInterpreter.Evaluate(pair, arguments);
                Assert.Equal(value, both[0]);
                Assert.Equal(GraphInterpreter.Evaluate(alone, arguments)[0], both[1]);
                // The value costs no more than its last layer.
                Assert.True(pair.Nodes.Count <= alone.Nodes.Count + 3, $"{pair.Nodes.Count} nodes against {alone.Nodes.Count}.");
            }
        },
        iter: 60);

    /// <summary>The sigmoid of a layer is computed once for its value and its derivative, and so is what SiLU's value needs.</summary>
    [Fact]
    public void SigmoidsAreSharedBetweenValueAndDerivatives()
    {
        var mlp = RandomMlp.Of(new MlpSpec(2, new EquatableArray<int>([8, 8, 8]), 1, ActivationKind.Silu));
        foreach (var graph in new[] { ModelFunctions.Jvp(mlp, true), ModelFunctions.Vjp(mlp, true), ModelFunctions.Gram(mlp, true) })
        {
            var lowered = ActivationLowering.Apply(graph).Nodes;
            Assert.Equal(3, lowered.Count(node => node is Unary { Op: UnaryOp.Sigmoid }));
            Assert.DoesNotContain(lowered, node => node is Unary { Op: UnaryOp.Silu });
            Assert.Equal(3, lowered.Count(node => node is Binary { Op: BinaryOp.TowardsOne }));
            Assert.Equal(4, lowered.Count(node => node is Affine { Bias: not null }));
        }
    }

    private static IEnumerable<double> Numbers(double[][][] values) => values.SelectMany(rows => rows).SelectMany(row => row);

    private static IEnumerable<(string Name, ComputationGraph Graph)> All(MlpSpec mlp)
        => TorchFunctions.OfManifold(RandomMlp.Of(mlp))
            .Concat(TorchFunctions.OfEnergy(RandomMlp.Of(mlp with { Outputs = 1 })).Where(_ => mlp.Outputs == 1))
            .Select(function => (function.Name, function.Graph));
}
