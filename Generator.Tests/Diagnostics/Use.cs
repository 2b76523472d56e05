namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Sources that use a declared type in all the ways that its users do.</summary>
internal static class Use
{
    private const string Module = """
            foreach (var parameter in model.parameters()) parameter.Dispose();
            foreach (var entry in model.state_dict()) entry.Value.Dispose();
            model.to(torch.CPU).to(torch.float64).eval();
            model.train();
            model.save("file");
            torch.nn.Module module = model;
            torch.nn.Module<torch.Tensor, torch.Tensor> function = model;
            torch.Tensor called = model.call(x), forwarded = model.forward(x);
        """;

    private const string ManifoldMembers = """
            torch.Tensor value = model.Value(x), jvp = model.Jvp(x, x), vjp = model.Vjp(x, x), gram = model.Gram(x, x), jacobian = model.Jacobian(x);
            (torch.Tensor a, torch.Tensor b) = model.ValueAndJvp(x, x);
            (a, b) = model.ValueAndVjp(x, x);
            (a, b) = model.ValueAndGram(x, x);
            (a, b) = model.ValueAndJacobian(x);
        """;

    private const string EnergyMembers = """
            torch.Tensor energy = model.Energy(x), gradient = model.EnergyGradient(x);
            (torch.Tensor c, torch.Tensor d) = model.EnergyAndGradient(x);
        """;

    /// <summary>Uses of a union of manifolds or models besides those of its kind; likewise the next two.</summary>
    public const string Union = "IUnion union = model; IReadOnlyList<IManifold> parts = model.Components; IReadOnlyList<double> weights = model.Weights; double half = union.Weights[0];";

    public const string Product = "IProduct product = model; IReadOnlyList<IManifold> parts = model.Factors; IManifold first = product.Factors[0];";

    public const string Transformed = "ITransformed transformed = model; IManifold source = model.Source; torch.Tensor there = model.Map(x), back = transformed.MapBack(model.MapBack(x));";

    /// <summary>Uses of a manifold, with further statements.</summary>
    public static string Manifold(string type, string statements = "") => Source(type, $$"""
        {{ManifoldMembers}}
            int dimensions = {{type}}.AmbientDimension + {{type}}.Dimension + {{type}}.CodomainDimension;
            IManifold manifold = model;
            int codimension = manifold.Codimension + Constants<{{type}}>();
            {{statements}}
        """,
        "static int Constants<T>() where T : IManifold<T> => T.AmbientDimension + T.Dimension + T.CodomainDimension;");

    /// <summary>Uses of an energy, with further statements.</summary>
    public static string Energy(string type, string statements = "") => Source(type, $$"""
        {{EnergyMembers}}
            int dimensions = {{type}}.AmbientDimension;
            IEnergy contract = model;
            int same = contract.AmbientDimension + Constants<{{type}}>();
            {{statements}}
        """,
        "static int Constants<T>() where T : IEnergy<T> => T.AmbientDimension;");

    /// <summary>Uses of a constrained model, with further statements.</summary>
    public static string Model(string type, string statements = "") => Source(type, $$"""
        {{ManifoldMembers}}
        {{EnergyMembers}}
            int dimensions = {{type}}.AmbientDimension + {{type}}.Dimension + {{type}}.CodomainDimension;
            IManifold manifold = model;
            IEnergy contract = model;
            IConstrainedModel constrained = model;
            int same = constrained.AmbientDimension + Constants<{{type}}>();
            {{statements}}
        """,
        "static int Constants<T>() where T : IConstrainedModel<T>, IManifold<T>, IEnergy<T> => T.Dimension + T.CodomainDimension;");

    /// <summary>Uses of an encoder, with further statements.</summary>
    public static string Encoder(string type, string statements = "") => Source(type, $$"""
            torch.Tensor code = model.Encode(x);
            (torch.Tensor mean, torch.Tensor variance) = model.EncodeDistribution(x);
            int dimensions = {{type}}.AmbientDimension + {{type}}.LatentDimension;
            IEncoder encoder = model;
            bool same = encoder.IsVariational == {{type}}.IsVariational && encoder.LatentDimension == encoder.AmbientDimension;
            {{statements}}
        """,
        "");

    /// <summary>Uses of a decoder, with further statements.</summary>
    public static string Decoder(string type, string statements = "") => Source(type, $$"""
            torch.Tensor point = model.Decode(x);
            (torch.Tensor a, torch.Tensor b) = model.DecodeAndJvp(x, x);
            (a, b) = model.DecodeAndVjp(x, x);
            (a, b) = model.DecodeAndJacobian(x);
            int dimensions = {{type}}.AmbientDimension + {{type}}.LatentDimension;
            IDecoder decoder = model;
            bool same = decoder.LatentDimension == decoder.AmbientDimension;
            {{statements}}
        """,
        "");

    /// <summary>Uses of a pushforward model, with further statements.</summary>
    public static string Pushforward(string type, string statements = "") => Source(type, $$"""
            int dimensions = {{type}}.AmbientDimension + {{type}}.LatentDimension;
            IPushforwardModel pushforward = model;
            IEncoder encoder = pushforward.Encoder;
            IDecoder decoder = pushforward.Decoder;
            IEnergy latentEnergy = pushforward.LatentEnergy;
            bool same = pushforward.LatentDimension == pushforward.AmbientDimension;
            {{statements}}
        """,
        "");

    /// <summary>Uses of the members that only a user's clashing name can take away.</summary>
    public static string ModuleOnly(string type, string statements = "") => Source(type, statements, "");

    private static string Source(string type, string statements, string member) => $$"""
        using DslManifolds;
        using TorchSharp;

        internal static class UsesOf{{type.Replace('.', '_').Replace("@", "")}}
        {
            internal static void Use(torch.Tensor x)
            {
                using var model = new {{type}}(seed: 0);
                using var other = new {{type}}(1, torch.float64, torch.CPU);
                other.Dispose();
        {{Module}}
        {{statements}}
            }

            {{member}}
        }
        """;
}
