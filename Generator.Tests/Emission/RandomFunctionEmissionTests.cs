using CsCheck;
using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Differentiation;
using DslManifolds.Generator.Tests.Graph;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>
/// Code emitted for random functions, run with libtorch and compared with the interpreter of graphs, which knows nothing of tensors.
/// </summary>
public sealed class RandomFunctionEmissionTests
{
    private const int Count = 50;
    private const int Batch = 3;

    /// <summary>The same functions on every run, compiled once.</summary>
    private static readonly Lazy<(RandomExpression Expression, Type Type)[]> Cases = new(() =>
    {
        var random = new PCG(1, 2024);
        var expressions = Enumerable.Range(0, Count).Select(i => RandomExpression.Any.Generate(random, null, out _)).ToArray();
        return [.. expressions.Zip(EmittedAssembly.Load(expressions.Select(expression => expression.Function)))];
    });

    [Fact]
    public void EveryMethodComputesItsGraph()
    {
        foreach (var (expression, type) in Cases.Value)
        {
            var instance = Activator.CreateInstance(type)!;
            foreach (var function in TorchFunctions.OfManifold(expression.Function))
            {
                foreach (var recorded in new[] { false, true })
                {
                    using var scope = NewDisposeScope();
                    using var mode = set_grad_enabled(recorded);
                    Check(expression, function, arguments => EmittedAssembly.Call(instance, function.Name, arguments));
                }
            }
        }
    }

    private static void Check(RandomExpression expression, TorchFunction function, Func<Tensor[], Tensor[]> call)
    {
        var rows = Enumerable.Range(0, Batch).Select(i => Arguments(expression, i)).ToArray();
        var arguments = function.Arguments.Select(argument => Stack(rows.Select(row => row[argument.Name][0]))).ToArray();
        var copies = arguments.Select(argument => argument.clone()).ToArray();

        var results = call(arguments);
        Compare(results);
        // A result that shared memory with an argument, a constant or another result would change one of these.
        for (var i = 0; i < results.Length; i++)
        {
            results[i].fill_(double.NaN);
            foreach (var other in results.Skip(i + 1))
                Assert.False(other.isnan().any().item<bool>());
        }

        foreach (var (argument, copy) in arguments.Zip(copies))
            Assert.True(argument.equal(copy).all().item<bool>());
        Compare(call(arguments));

        void Compare(Tensor[] tensors)
        {
            for (var row = 0; row < Batch; row++)
            {
                var expected = GraphInterpreter.Evaluate(function.Graph, rows[row]);
                foreach (var (tensor, value) in tensors.Zip(expected))
                {
                    Assert.Equal(ScalarType.Float64, tensor.dtype);
                    Assert.Equal(Batch, tensor.shape[0]);
                    var plain = value.SelectMany(x => x).ToArray();
                    var scale = 1 + plain.Max(Math.Abs);
                    Close.Assert(plain.Select(x => x / scale), tensor[row].flatten().data<double>().Select(x => x / scale), 1e-12);
                }
            }
        }
    }

    /// <summary>Nobody disposes what a method makes for itself but the method.</summary>
    [Fact]
    public void NoTensorIsLeftOver()
    {
        foreach (var (expression, type) in Cases.Value)
        {
            var instance = Activator.CreateInstance(type)!;
            var row = Arguments(expression, 0);
            foreach (var function in TorchFunctions.OfManifold(expression.Function))
            {
                var arguments = function.Arguments.Select(argument => Stack([row[argument.Name][0]])).ToArray();
                foreach (var recorded in new[] { false, true })
                {
                    using var mode = set_grad_enabled(recorded);
                    Once();
                    var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
                    Once();
                    Assert.True(
                        before == DisposeScopeManager.Statistics.ThreadTotalLiveCount, $"{function.Name} of {expression} leaves tensors behind.");
                }

                foreach (var argument in arguments)
                    argument.Dispose();

                void Once()
                {
                    foreach (var result in EmittedAssembly.Call(instance, function.Name, arguments))
                        result.Dispose();
                }
            }
        }
    }

    /// <summary>Shapes follow from the number of rows alone, and element types from the point.</summary>
    [Theory]
    [InlineData(0, ScalarType.Float64)]
    [InlineData(1, ScalarType.Float32)]
    public void ResultsHaveTheShapeAndTypeOfTheirDocumentation(int batch, ScalarType dtype)
    {
        foreach (var (expression, type) in Cases.Value)
        {
            using var scope = NewDisposeScope();
            var instance = Activator.CreateInstance(type)!;
            var (n, k) = (expression.Inputs, expression.Outputs);
            var x = tensor(expression.Point).to(dtype).expand(batch, n);
            var w = ones([batch, k], dtype: dtype);
            foreach (var recorded in new[] { false, true })
            {
                using var mode = set_grad_enabled(recorded);
                AssertShapes("Value", [x], [batch, k]);
                AssertShapes("Jvp", [x, x], [batch, k]);
                AssertShapes("Vjp", [x, w], [batch, n]);
                AssertShapes("Gram", [x, w], [batch, k]);
                AssertShapes("Jacobian", [x], [batch, k, n]);
                AssertShapes("ValueAndJacobian", [x], [batch, k], [batch, k, n]);
            }

            void AssertShapes(string name, Tensor[] arguments, params long[][] shapes)
            {
                var results = EmittedAssembly.Call(instance, name, arguments);
                Assert.Equal(shapes, results.Select(result => result.shape));
                Assert.All(results, result => Assert.Equal(dtype, result.dtype));
            }
        }
    }

    /// <summary>The expression's point, moved a little for every row but the first, and directions.</summary>
    private static Dictionary<string, double[][]> Arguments(RandomExpression expression, int row)
    {
        var arguments = expression.Arguments();
        arguments[ModelFunctions.Point] = [[.. expression.Point.Select(coordinate => coordinate * (1 - (0.01 * row)))]];
        return arguments;
    }

    private static Tensor Stack(IEnumerable<double[]> rows) => stack(rows.Select(row => tensor(row)));
}
