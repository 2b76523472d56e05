using System.Globalization;
using System.Text;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Compositions;

/// <summary>A declaration and those of its operands, down to layers and spheres.</summary>
/// <param name="Kind">Manifold, energy or model.</param>
/// <param name="Ambient">Ambient dimension n.</param>
/// <param name="Form">Name of the attribute, such as "Union".</param>
/// <param name="Numbers">
/// The attribute's numbers: a translation's offset; two axes and degrees of a rotation; a factor; weights of a union; the
/// codimension of layers.
/// </param>
/// <param name="Operands">What it is composed of.</param>
internal sealed record CompositionTree(
    ModelKind Kind, int Ambient, string Form, double[] Numbers, params CompositionTree[] Operands)
{
    public const string Layers = "Layers";
    public const string Sphere = "Sphere";
    public const string ConstrainedModel = "ConstrainedModel";
    public const string Union = "Union";
    public const string Intersect = "Intersect";
    public const string Product = "Product";
    public const string Translate = "Translate";
    public const string Rotate = "Rotate";
    public const string Scale = "Scale";

    /// <summary>This and everything that it is composed of.</summary>
    public IEnumerable<CompositionTree> All => Operands.SelectMany(operand => operand.All).Prepend(this);

    /// <summary>Whether there is a union whose components have unlike dimensions.</summary>
    public bool IsMixed => All.Any(node => node.Form == Union && node.Operands[0].Codimension != node.Operands[1].Codimension);

    private int Codimension => Form switch
    {
        Layers or Sphere => (int)Numbers[0],
        Union => Operands.Min(operand => operand.Codimension),
        Intersect or Product => Operands.Sum(operand => operand.Codimension),
        _ => Operands[0].Codimension,
    };

    /// <summary>Writes the declarations, operands first, each type named after its place in the tree.</summary>
    public string Write(StringBuilder source, string name)
    {
        var operands = Operands.Select((operand, i) => $"typeof({operand.Write(source, $"{name}_{i}")})").ToArray();
        source.AppendLine($"{Attributes(operands)} public sealed partial class {name};");
        return name;
    }

    private string Attributes(string[] operands) => Form switch
    {
        Layers when Kind == ModelKind.Energy => $"[Energy(Ambient = {Ambient})] [Mlp(4, Activation = Activation.Tanh)]",
        Layers => $"[Manifold(Ambient = {Ambient}, Dimension = {Ambient - (int)Numbers[0]})] "
            + "[Mlp(4, Activation = Activation.Sine)]",
        Sphere => $"[Sphere(Ambient = {Ambient})]",
        Translate => $"[Translate({operands[0]}, {Text(Numbers)})]",
        Rotate => $"[Rotate({operands[0]}, {Numbers[0]:0}, {Numbers[1]:0}, Degrees = {Text(Numbers[2])})]",
        Scale => $"[Scale({operands[0]}, {Text(Numbers[0])})]",
        Union when Kind != ModelKind.Manifold
            => $"[Union({string.Join(", ", operands)}, Weights = new double[] {{ {Text(Numbers)} }})]",
        _ => $"[{Form}({string.Join(", ", operands)})]",
    };

    private static string Text(params double[] numbers)
        => string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
