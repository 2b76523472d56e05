using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Which of its operands' functions a composite calls: each operand runs forward once.</summary>
public sealed class CallFusionTests
{
    private static readonly CompositionSpec Intersection = new IntersectionSpec();

    [Fact]
    public void OneFunctionIsCalledAsItIs()
    {
        var translation = Value(Compositions.Translation, 2);
        Assert.Equal(["Value"], Calls(ModelFunctions.Value(translation)));
        Assert.Equal(["Jvp"], Calls(ModelFunctions.Jvp(translation, withValue: false)));
        Assert.Equal(["Vjp"], Calls(ModelFunctions.Vjp(translation, withValue: false)));
        Assert.Equal(["Jacobian"], Calls(ModelFunctions.Jacobian(translation, withValue: false)));
    }

    [Fact]
    public void ValueAndDerivativeShareAForwardPass()
    {
        var intersection = Value(Intersection, 2, 1);
        Assert.Equal(["ValueAndJvp", "ValueAndJvp"], Calls(ModelFunctions.Jvp(intersection, withValue: true)));
        Assert.Equal(["ValueAndVjp", "ValueAndVjp"], Calls(ModelFunctions.Vjp(intersection, withValue: true)));
        Assert.Equal(["ValueAndJacobian", "ValueAndJacobian"], Calls(ModelFunctions.Jacobian(intersection, withValue: true)));
        var energy = CompositionGraph.Energy(Compositions.Of(ModelKind.Energy, Compositions.Union, 0, 0));
        Assert.Equal(["EnergyAndGradient", "EnergyAndGradient"], Calls(ModelFunctions.Jacobian(energy, withValue: true)));
    }

    [Fact]
    public void TheProductRuleAsksForJacobians()
    {
        // J = F₂ J₁ + F₁ J₂: each product's vector depends on the other operand's value.
        string[] both = ["ValueAndJacobian", "ValueAndJacobian"];
        foreach (var union in new[] { Value(Compositions.Union, 1, 1), Value(Compositions.Union, 2, 3) })
        {
            foreach (var withValue in new[] { false, true })
            {
                Assert.Equal(both, Calls(ModelFunctions.Vjp(union, withValue)));
                Assert.Equal(both, Calls(ModelFunctions.Gram(union, withValue)));
                Assert.Equal(both, Calls(ModelFunctions.Jacobian(union, withValue)));
            }

            // A tangent is the same for all operands.
            Assert.Equal(["ValueAndJvp", "ValueAndJvp"], Calls(ModelFunctions.Jvp(union, withValue: false)));
        }
    }

    [Fact]
    public void GramsOfFewRowsComeFromTheJacobian()
    {
        Assert.Equal(["Jacobian", "Jacobian"], Calls(ModelFunctions.Gram(Value(Intersection, 8, 1), withValue: false)));
        Assert.Equal(["ValueAndJacobian"], Calls(ModelFunctions.Gram(Value(Compositions.Rotation, 1), withValue: true)));
    }

    [Fact]
    public void LargeJacobiansAreNotMade()
    {
        Assert.Equal(["Vjp", "Jvp"], Calls(ModelFunctions.Gram(Value(Compositions.Translation, 9), withValue: false)));
        Assert.Equal(["ValueAndVjp", "Jvp"], Calls(ModelFunctions.Gram(Value(Compositions.Translation, 9), withValue: true)));
        Assert.Equal(
            ["Value", "ValueAndJacobian", "Vjp"],
            Calls(ModelFunctions.Vjp(Value(Compositions.Union, 9, 1), withValue: true)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AGraphWithoutOperandsStaysTheSame()
    {
        var builder = new GraphBuilder();
        var x = builder.Add(new Input("x", 2));
        var graph = builder.Build(builder.Sum(builder.Multiply(x, x)));
        Assert.Same(graph, CallFusion.Apply(graph));
    }

    private static DifferentiableFunction Value(CompositionSpec composition, params int[] outputs)
        => CompositionGraph.Value(Compositions.Of(ModelKind.Manifold, composition, outputs));

    private static IEnumerable<string> Calls(ComputationGraph graph)
        => CallFusion.Apply(graph).Nodes.OfType<OperandCall>().Select(call => call.Function.ToString());
}
