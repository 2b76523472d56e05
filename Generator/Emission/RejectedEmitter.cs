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
        var contract = $"{ModelMembers.Contract(spec.Kind)}<{TypeEmitter.Escaped(spec.Type.Name)}>";
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

        foreach (var member in ModelMembers.Dimensions(spec.Kind).SelectMany(dimension => Dimension(spec.Kind, dimension, name, taken)))
            yield return member;
    }

    private static IEnumerable<string> Dimension(ModelKind kind, string dimension, string name, HashSet<string> taken)
    {
        // A model states its ambient dimension itself; the rest comes from its manifold.
        var contract = kind == ModelKind.ConstrainedModel && dimension != "AmbientDimension" ? TypeNames.IManifold : ModelMembers.Contract(kind);
        if (!taken.Contains($"{Simple(contract)}.{dimension}"))
            yield return $"int {contract}.{dimension}";
        if (!taken.Contains(dimension))
        {
            yield return $"public static int {dimension}";
            yield break;
        }

        foreach (var part in Parts(kind).Where(part => ModelMembers.Dimensions(part).Contains(dimension)))
        {
            if (!taken.Contains($"{Simple(ModelMembers.Contract(part))}`1.{dimension}"))
                yield return $"static int {ModelMembers.Contract(part)}<{name}>.{dimension}";
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
