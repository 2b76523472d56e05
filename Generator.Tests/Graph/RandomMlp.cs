using CsCheck;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>A perceptron of random shape with random parameters, a point, and directions.</summary>
/// <param name="Mlp">Shape and activation.</param>
/// <param name="Seed">What all numbers are drawn from.</param>
internal sealed record RandomMlp(MlpSpec Mlp, int Seed)
{
    /// <summary>One to four inputs and outputs, one to three hidden layers of one to five.</summary>
    public static Gen<RandomMlp> Any { get; } =
        from inputs in Gen.Int[1, 4]
        from hidden in Gen.Int[1, 5].Array[1, 3]
        from outputs in Gen.Int[1, 4]
        from activation in Gen.Enum<ActivationKind>()
        from seed in Gen.Int[0, 1 << 20]
        select new RandomMlp(new MlpSpec(inputs, new EquatableArray<int>(hidden), outputs, activation), seed);

    /// <summary>The perceptron as a function to differentiate.</summary>
    public DifferentiableFunction Function { get; } = Of(Mlp);

    public static DifferentiableFunction Of(MlpSpec mlp)
        => FunctionGraph.Of(new FunctionSpec(mlp.Inputs, new EquatableArray<PartSpec>([mlp]), EquatableArray<ParameterSpec>.Empty));

    /// <summary>Parameters by name, the point x and the directions v (of the point), u (of the point) and w (of the outputs).</summary>
    public Dictionary<string, double[][]> Arguments()
    {
        var random = new Random(Seed);
        var arguments = new Dictionary<string, double[][]>();
        foreach (var layer in Mlp.Layers)
        {
            arguments[$"{layer.Position}.weight"] = Matrix(random, layer.Outputs, layer.Inputs);
            arguments[$"{layer.Position}.bias"] = Matrix(random, 1, layer.Outputs);
        }

        arguments[ModelFunctions.Point] = Matrix(random, 1, Mlp.Inputs);
        arguments[ModelFunctions.Tangent] = Matrix(random, 1, Mlp.Inputs);
        arguments["u"] = Matrix(random, 1, Mlp.Inputs);
        arguments[ModelFunctions.Cotangent] = Matrix(random, 1, Mlp.Outputs);
        return arguments;
    }

    /// <summary>F(x) written out, layer after layer, without a graph.</summary>
    public double[] Value(IReadOnlyDictionary<string, double[][]> arguments, double[] x)
    {
        var h = x;
        foreach (var layer in Mlp.Layers)
        {
            if (layer.Index > 0)
                h = [.. h.Select(Activation)];
            var (weight, bias) = (arguments[$"{layer.Position}.weight"], arguments[$"{layer.Position}.bias"][0]);
            h = [.. weight.Select((row, i) => bias[i] + row.Zip(h, (a, b) => a * b).Sum())];
        }

        return h;
    }

    private double Activation(double x) => Mlp.Activation switch
    {
        ActivationKind.Silu => x / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.Softplus => Math.Log(1 + Math.Exp(x)),
        ActivationKind.Gelu => x * ReferenceFunctions.NormalCdf(x),
        ActivationKind.Sine => Math.Sin(x),
        _ => throw new NotSupportedException($"{Mlp.Activation}"),
    };

    private static double[][] Matrix(Random random, int rows, int columns)
        => [.. Enumerable.Range(0, rows).Select(_ => Vector(random, columns))];

    private static double[] Vector(Random random, int size)
        => [.. Enumerable.Range(0, size).Select(_ => (2.4 * random.NextDouble()) - 1.2)];
}
