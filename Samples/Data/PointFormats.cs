namespace DslManifolds.Samples.Data;

/// <summary>Names of the members of <see cref="PointFormat"/>, as they are typed.</summary>
internal static class PointFormats
{
    /// <summary>The names, in the members' order.</summary>
    public static string[] Names { get; } = [.. Enum.GetValues<PointFormat>().Select(Name)];

    /// <summary>The name of a format.</summary>
    public static string Name(PointFormat format) => $"{format}".ToLowerInvariant();
}
