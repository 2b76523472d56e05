using System.Globalization;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>
/// What the methods of a kernel find in it: weights and operands' kernels, and the constants, of which it takes note as bodies ask for them.
/// </summary>
/// <param name="sharesProducts">Whether products with matrices are methods of the kernel, one for each size.</param>
internal sealed class KernelMemory(bool sharesProducts = false)
{
    private readonly Dictionary<string, (string Field, string Tensor)> parameters = [];
    private readonly List<ConstantMatrix> tables = [];
    private readonly List<LayerProduct> products = [];

    /// <summary>The fields that read tensors, with the expressions of the tensors in the module.</summary>
    public IEnumerable<(string Field, string Tensor)> Weights => parameters.Values;

    /// <summary>The kernels of a composite's operands: their types, and the properties that hold the operands.</summary>
    public IReadOnlyList<(string Type, string Property)> Operands { get; private init; } = [];

    /// <summary>Tables of numbers that bodies read.</summary>
    public IReadOnlyList<ConstantMatrix> Tables => tables;

    /// <summary>Products that are methods of the kernel.</summary>
    public IReadOnlyList<LayerProduct> Products => products;

    /// <summary>The parameters of a function.</summary>
    public static KernelMemory Of(FunctionSpec function, bool sharesProducts = false)
    {
        var memory = new KernelMemory(sharesProducts);
        foreach (var layer in function.Layers)
        {
            memory.Add($"{layer.Position}.weight", $"weight{layer.Index}", $"{layer.Field}.Weight");
            memory.Add($"{layer.Position}.bias", $"bias{layer.Index}", $"{layer.Field}.Bias");
        }

        foreach (var parameter in function.Parameters)
            memory.Add(parameter.Name, parameter.Field, $"{parameter.Field}.Tensor");
        return memory;
    }

    /// <summary>The kernels of a composite's operands.</summary>
    /// <param name="operands">The operands.</param>
    /// <param name="kernel">Name of their kernels.</param>
    public static KernelMemory Of(IEnumerable<OperandSpec> operands, string kernel)
        => new() { Operands = [.. operands.Select(operand => ($"{operand.TypeName}.{kernel}<T>", OperandMembers.Property(operand)))] };

    /// <summary>The field that holds an operand's kernel.</summary>
    public static string Operand(int place) => $"operand{place.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The field that reads a parameter.</summary>
    public string Parameter(string name) => parameters[name].Field;

    /// <summary>The field that reads a table of numbers.</summary>
    public string Table(Node constant)
    {
        var table = constant as ConstantMatrix
            ?? new ConstantMatrix(new EquatableArray<double>(Numbers.Of(constant)), constant.Shape.Rows, constant.Shape.Size);
        var place = tables.IndexOf(table);
        if (place < 0)
        {
            place = tables.Count;
            tables.Add(table);
        }

        return TableField(place);
    }

    /// <summary>The call of a product with a matrix.</summary>
    /// <param name="operation">Affine, Linear or Pullback.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="arguments">What is multiplied, and where the result goes.</param>
    public string Product(string operation, int rows, int columns, string arguments)
    {
        if (!sharesProducts)
            return $"{KernelNames.Dense}.{operation}({arguments}, {rows}, {columns});";
        var product = new LayerProduct(operation, rows, columns);
        if (!products.Contains(product))
            products.Add(product);
        return $"{product.Method}({arguments});";
    }

    public static string TableField(int place) => $"constants{place.ToString(CultureInfo.InvariantCulture)}";

    private void Add(string name, string field, string tensor) => parameters.Add(name, (field, tensor));
}
