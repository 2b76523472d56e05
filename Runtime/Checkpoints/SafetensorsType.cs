using static TorchSharp.torch;

namespace DslManifolds.Checkpoints;

/// <summary>The element types of safetensors files and their names there.</summary>
internal static class SafetensorsType
{
    private static readonly (string Name, ScalarType Type, int Size)[] Known =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>The names, for a message.</summary>
    public static string Names => string.Join(", ", Known.Select(known => known.Name));

    /// <summary>The type of a name, or null.</summary>
    public static ScalarType? Parse(string? name)
    {
        int index = Array.FindIndex(Known, known => known.Name == name);
        return index < 0 ? null : Known[index].Type;
    }

    /// <summary>The name of a type, or null.</summary>
    public static string? NameOf(ScalarType type)
    {
        int index = Array.FindIndex(Known, known => known.Type == type);
        return index < 0 ? null : Known[index].Name;
    }

    /// <summary>Bytes of an element.</summary>
    public static int SizeOf(ScalarType type) => Array.Find(Known, known => known.Type == type).Size;

    /// <summary>Whether each value of one type is a value of the other.</summary>
    public static bool Holds(ScalarType target, ScalarType source) => target == source || (target, source) is
        (ScalarType.Float64, ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16)
        or (ScalarType.Float32, ScalarType.Float16 or ScalarType.BFloat16);
}
