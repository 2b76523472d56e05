using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>
/// Writes the public surface of a declaration that was rejected: every member throws. What has the name of one of the user's
/// own members is implemented for the interface only.
/// </summary>
internal static class RejectedEmitter
{
    public static void Emit(SourceWriter writer, RejectedSpec spec)
    {
        var contract = ModelMembers.Contract(spec.Kind);
        if (ModelMembers.HasStaticContract(spec.Kind))
            contract += $"<{TypeEmitter.Escaped(spec.Type.Name)}>";
        if (CompositionMembers.Contract(spec.Form, spec.Kind) is { } composition)
            contract += $", {composition}";
        var bases = spec.HasBase ? contract : $"{TypeNames.RejectedModule}, {contract}";
        writer.Summary("This declaration was rejected: see the DSLM errors of the build. No member can be used.");
        using (writer.Block($"partial class {TypeEmitter.Escaped(spec.Type.Name)} : {bases}"))
        {
            foreach (var member in Members(spec))
                writer.Line($"{member} => {Throw(spec)};");
            foreach (var property in spec.Properties)
            {
                using (writer.Block(property.Head))
                {
                    foreach (var accessor in property.Accessors)
                        writer.Line($"{accessor} => {Throw(spec)};");
                }
            }
        }
    }

    private static string Throw(RejectedSpec spec) => $"throw {TypeNames.RejectedModule}.Error(\"{spec.Type.FullName}\")";

    /// <summary>Heads of all members.</summary>
    private static IEnumerable<string> Members(RejectedSpec spec)
    {
        var name = TypeEmitter.Escaped(spec.Type.Name);
        var taken = new HashSet<string>(spec.Taken) { spec.Type.Name };
        foreach (var parameters in Constructors(spec))
            yield return $"public {name}({parameters}){(spec.Initializer.Length > 0 ? $" : {spec.Initializer}" : "")}";
        if (spec.OverridesForward)
            yield return $"public override {TypeNames.Tensor} forward({TypeNames.Tensor} input)";
        foreach (var operand in spec.Operands.Where(operand => !taken.Contains(operand.PropertyName)))
            yield return $"public {operand.TypeName} {TypeEmitter.Escaped(operand.PropertyName)}";
        foreach (var part in Parts(spec.Kind))
        {
            foreach (var (returns, function, arguments, _) in ModelMembers.Functions(part))
            {
                var parameters = ModelMembers.Parameters(arguments);
                if (!taken.Contains(function))
                    yield return $"public {returns} {function}({parameters})";
                else if (!taken.Contains($"{Simple(ModelMembers.Contract(part))}.{function}"))
                    yield return $"{returns} {ModelMembers.Contract(part)}.{function}({parameters})";
            }
        }

        foreach (var (returns, member, parameters) in CompositionMembers.Of(spec.Form, spec.Kind))
        {
            var composition = CompositionMembers.Contract(spec.Form, spec.Kind)!;
            if (!taken.Contains(member))
                yield return $"public {returns} {member}{parameters}";
            else if (!taken.Contains($"{Simple(composition)}.{member}"))
                yield return $"{returns} {composition}.{member}{parameters}";
        }

        if (CompositionMembers.HasNormalization(spec.Form, spec.Kind) && !taken.Contains(CompositeViewEmitter.NormalizationName))
            yield return $"public {TypeNames.UnionNormalization} {CompositeViewEmitter.NormalizationName}";

        if (spec.Kind == ModelKind.PushforwardModel)
        {
            foreach (var (type, part) in PushforwardModelEmitter.Parts)
                yield return $"{type} {TypeNames.IPushforwardModel}.{part}";
        }

        foreach (var member in ModelMembers.Constants(spec.Kind).SelectMany(constant => Constant(spec.Kind, constant, name, taken)))
            yield return member;
    }

    private static IEnumerable<string> Constant(ModelKind kind, (string Type, string Name) constant, string name, HashSet<string> taken)
    {
        // A model states its ambient dimension itself; the rest comes from its manifold.
        var contract = kind == ModelKind.ConstrainedModel && constant.Name != "AmbientDimension" ? TypeNames.IManifold : ModelMembers.Contract(kind);
        if (!taken.Contains($"{Simple(contract)}.{constant.Name}"))
            yield return $"{constant.Type} {contract}.{constant.Name}";
        if (!taken.Contains(constant.Name))
        {
            yield return $"public static {constant.Type} {constant.Name}";
            yield break;
        }

        foreach (var part in Parts(kind).Where(part => ModelMembers.HasStaticContract(part) && ModelMembers.Constants(part).Contains(constant)))
        {
            if (!taken.Contains($"{Simple(ModelMembers.Contract(part))}`1.{constant.Name}"))
                yield return $"static {constant.Type} {ModelMembers.Contract(part)}<{name}>.{constant.Name}";
        }
    }

    /// <summary>Parameter lists of the constructors, without those that the user has written.</summary>
    private static IEnumerable<string> Constructors(RejectedSpec spec)
    {
        if (!spec.Constructors.Contains($"long,{TypeNames.ScalarType},{TypeNames.Device}"))
            yield return $"long seed = 0, {TypeNames.ScalarType} dtype = {TypeNames.ScalarType}.Float32, {TypeNames.Device}? device = null";
        if (!CompositionMembers.HasOperands(spec.Form))
            yield break;

        // Operands that could not be read may be anything.
        var operands = spec.Operands.Count == 0
            ? [("object[]", "params object[] operands")]
            : spec.Operands.Select(operand => (operand.TypeName, $"{operand.TypeName} {TypeEmitter.Escaped(operand.ParameterName)}")).ToArray();
        if (!spec.Constructors.Contains(string.Join(",", operands.Select(operand => operand.Item1))))
            yield return string.Join(", ", operands.Select(operand => operand.Item2));
    }

    private static ModelKind[] Parts(ModelKind kind)
        => kind == ModelKind.ConstrainedModel ? [ModelKind.Manifold, ModelKind.Energy] : [kind];

    private static string Simple(string contract) => contract.Substring(contract.LastIndexOf('.') + 1);
}
