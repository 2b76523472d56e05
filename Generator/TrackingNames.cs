namespace DslManifolds.Generator;

/// <summary>Names of the pipeline's steps, for tests of caching.</summary>
internal static class TrackingNames
{
    public const string Declarations = nameof(Declarations);
    public const string Collisions = nameof(Collisions);
    public const string Files = nameof(Files);
    public const string ModuleInitializer = nameof(ModuleInitializer);

    public static readonly string[] All = [Declarations, Collisions, Files, ModuleInitializer];
}
