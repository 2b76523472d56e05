namespace DslManifolds.Native;

/// <summary>A library that cannot be mended, and why.</summary>
internal sealed class ElfPatchException(ElfPatchFailure failure, string message) : Exception(message)
{
    /// <summary>The cause.</summary>
    public ElfPatchFailure Failure { get; } = failure;
}
