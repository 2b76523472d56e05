using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// Writes the kernel of a training: what computes a vector of samples, what sums a batch, and the members of the module that hand it over.
/// </summary>
/// <param name="writer">Where to write.</param>
/// <param name="kernels">Writes kernels.</param>
internal sealed class TrainingKernelEmitter(SourceWriter writer, KernelEmitter kernels)
{
    private const string Factors = "factors";

    /// <summary>The training of a manifold (Eq. 3).</summary>
    public void Manifold(FunctionSpec function, DifferentiableFunction graph)
        => Emit(
            function,
            "Manifold",
            "Eq. 3 and its gradient in the parameters",
            "w ‖F(x)‖², or w (1 − F(x))²₊ on a border, w (η − ‖J(x)ᵀ v‖)²₊ and the factors of the gradient in the parameters.",
            [("CodomainDimension", $"{graph.Outputs}", "Number of outputs k of F.")],
            [
                new Input(ModelFunctions.Point, graph.Inputs), new Input(TrainingFunctions.Direction, graph.Outputs), new Input(TrainingFunctions.Weight, 1),
                new Input(TrainingFunctions.MinSingularValue, 1), new Input(TrainingFunctions.RankWeight, 1),
                new Input(TrainingFunctions.Border, 1),
            ],
            ["squaredValue", "rankPenalty", Factors],
            TrainingFunctions.Manifold(graph));

    /// <summary>The training of an energy (Eq. 5).</summary>
    public void Energy(FunctionSpec function, DifferentiableFunction graph)
        => Emit(
            function,
            "Energy",
            "Eq. 5 and its gradient in the parameters",
            "w E(x), w E(x)² and the factors of the gradient in the parameters.",
            [],
            [
                new Input(ModelFunctions.Point, graph.Inputs), new Input(TrainingFunctions.Weight, 1),
                new Input(TrainingFunctions.Sign, 1), new Input(TrainingFunctions.EnergyWeight, 1),
            ],
            ["energy", "squaredEnergy", Factors],
            TrainingFunctions.Energy(graph));

    private void Emit(
        FunctionSpec function,
        string kind,
        string summary,
        string method,
        IReadOnlyList<(string Name, string Value, string Summary)> dimensions,
        IReadOnlyList<Input> arguments,
        IReadOnlyList<string> results,
        TrainingGraph training)
    {
        var parameters = TrainingParameter.Of(function);
        Members(kind, parameters);
        var kernel = new KernelText(
            KernelNames.TrainingKernel(kind),
            $"{summary}, over lanes, one sample in each: {FunctionSummary.Of(function)}.",
            $"{KernelNames.KernelsAlias}::I{KernelNames.TrainingKernel(kind)}<T>");
        kernel.Dimensions.Add(("AmbientDimension", $"{function.Inputs}", "Ambient dimension n."));
        kernel.Dimensions.AddRange(dimensions);
        kernel.Dimensions.Add(("FactorCount", $"{training.Factors}", "Factors of one sample."));
        kernel.Dimensions.Add(
            ("ParameterCount", $"{parameters.Sum(parameter => parameter.Count)}", "Numbers of all parameters together."));
        kernels.Training(
            kernel,
            KernelMemory.Of(function, sharesProducts: true),
            new KernelFunction("LossAndFactors", method, arguments, results, training.Graph),
            body => Sums(body, training, parameters));
    }

    private void Members(string kind, IReadOnlyList<TrainingParameter> parameters)
    {
        const string List = "global::System.Collections.Generic.IReadOnlyList<global::TorchSharp.Modules.Parameter>";
        var source = KernelNames.TrainingKernelSource(kind);
        var tensors = string.Join(", ", parameters.Select(parameter => parameter.Tensor));
        writer.Line()
            .Line($"{List} {source}.{kind}TrainingParameters")
            .Line($"    => new global::TorchSharp.Modules.Parameter[] {{ {tensors} }};")
            .Line();
        using (writer.Block(
            $"TResult {source}.Use{kind}TrainingKernel<T, TResult>({KernelNames.KernelsAlias}::I{kind}TrainingKernelUser<T, TResult> user)"))
        {
            writer
                .Line("global::System.ArgumentNullException.ThrowIfNull(user);")
                .Line($"return user.Use(new {KernelNames.TrainingKernel(kind)}<T>(this));");
        }
    }

    /// <summary>The method that sums a batch: for each parameter its products of factors, then its plain sums.</summary>
    private static void Sums(SourceWriter body, TrainingGraph training, IReadOnlyList<TrainingParameter> parameters)
    {
        body.Line().Summary("Adds the sums over a batch to the gradient in the parameters.");
        using (body.Block(
            $"public void AddGradient({KernelNames.Lanes} {Factors}, int vectors, global::System.Span<T> gradient)"))
        {
            foreach (var parameter in parameters)
            {
                var terms = training.Terms.Where(term => term.Parameter == parameter.Name).ToList();
                var batch = $"{Factors}, {training.Factors}, vectors";
                var part = $"gradient.Slice({parameter.Start}, {parameter.Count})";
                var pairs = terms.Where(term => term.Right is not null).SelectMany(term => new[] { term.Left, term.Right!.Value }).ToList();
                if (pairs.Count > 0)
                {
                    body.Line(
                        $"{KernelNames.GradientSums}.AddProducts({batch}, {parameter.Rows}, {parameter.Columns}, "
                        + $"new int[] {{ {string.Join(", ", pairs)} }}, {part});");
                }

                foreach (var term in terms.Where(term => term.Right is null))
                    body.Line($"{KernelNames.GradientSums}.AddSums({batch}, {term.Left}, {part});");
            }
        }
    }
}
