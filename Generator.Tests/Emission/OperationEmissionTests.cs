using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Graph;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>Each operation as libtorch computes it, on its own domain, against its row in the tables.</summary>
public sealed class OperationEmissionTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, (object Instance, Case Case)>> Emitted = new(() =>
    {
        var cases = Unaries().Concat(Binaries()).ToList();
        return cases.Zip(EmittedAssembly.Load(cases.Select(item => item.Function)))
            .ToDictionary(pair => pair.First.Name, pair => (Activator.CreateInstance(pair.Second)!, pair.First));
    });

    public static TheoryData<string> Operations => [.. Unaries().Concat(Binaries()).Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void ComputesWhatItsTableSays(string name)
    {
        using var scope = NewDisposeScope();
        var (instance, item) = Emitted.Value[name];
        var x = stack(item.Points.Select(point => tensor(point))) / 2;
        var v = ones_like(x) / 2;
        foreach (var (dtype, tolerance) in new[] { (ScalarType.Float64, 1e-12), (ScalarType.Float32, 2e-4) })
        {
            foreach (var recorded in new[] { false, true })
            {
                using var mode = set_grad_enabled(recorded);
                var results = EmittedAssembly.Call(instance, "ValueAndJvp", x.to(dtype), v.to(dtype));
                Assert.All(results, result => Assert.Equal(dtype, result.dtype));
                Close.Assert(item.Points.Select(item.Value), Numbers(results[0]), tolerance);
                Close.Assert(item.Points.Select(item.Derivative), Numbers(results[1]), tolerance);
            }
        }
    }

    private static double[] Numbers(Tensor tensor) => tensor.to(ScalarType.Float64).flatten().data<double>().ToArray();

    private static IEnumerable<Case> Unaries() => Enum.GetValues<UnaryOp>().Select(op => new Case(
        $"{op}",
        new DifferentiableFunction(1, 1, (graph, x) => graph.Unary(op, Doubled(graph, x, 0))),
        [.. OperationDomains.Points(OperationDomains.Of(op)).SelectMany(x => IsSymmetric(op) ? new[] { x, -x } : [x]).Select(x => new[] { x })]));

    /// <summary>Whether an operation takes negative numbers though its domain, on which it is smooth, has positive ones only.</summary>
    private static bool IsSymmetric(UnaryOp op) => op is UnaryOp.CubeRoot or UnaryOp.Absolute or UnaryOp.Sign;

    private static IEnumerable<Case> Binaries() => Enum.GetValues<BinaryOp>().Select(op => new Case(
        $"{op}",
        new DifferentiableFunction(2, 1, (graph, x) => graph.Binary(op, Doubled(graph, x, 0), Doubled(graph, x, 1))),
        [
            .. from domains in OperationDomains.Of(op)
               from a in OperationDomains.Points(domains.Item1)
               from b in OperationDomains.Points(domains.Item2)
               select new[] { a, b },
        ]));

    /// <summary>Twice a component: a temporary, which the operation may overwrite. Its points are halves, so that nothing is rounded.</summary>
    private static NodeId Doubled(GraphBuilder graph, NodeId x, int component)
        => graph.Multiply(graph.Slice(x, component, 1), graph.Literal(2));

    /// <summary>An operation of twice its arguments.</summary>
    private sealed record Case(string Name, DifferentiableFunction Function, double[][] Points)
    {
        /// <summary>The operation's value at a point.</summary>
        public double Value(double[] point) => Evaluate(ModelFunctions.Value(Function), point);

        /// <summary>Its derivative along (1, 1).</summary>
        public double Derivative(double[] point) => Evaluate(ModelFunctions.Jvp(Function, withValue: false), point);

        private static double Evaluate(ComputationGraph graph, double[] point) => GraphInterpreter.Evaluate(graph, new Dictionary<string, double[][]>
        {
            [ModelFunctions.Point] = [[.. point.Select(x => x / 2)]],
            [ModelFunctions.Tangent] = [[.. point.Select(_ => 0.5)]],
        })[0][0][0];
    }
}
