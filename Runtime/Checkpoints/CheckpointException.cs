namespace DslManifolds.Checkpoints;

/// <summary>A checkpoint cannot be written or read. The message names the file, what is wrong with it and what to do.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>An error about a file.</summary>
    /// <param name="path">The checkpoint's file.</param>
    /// <param name="problem">What is wrong and what to do, as whole sentences.</param>
    /// <param name="innerException">What the system said, if it came to that.</param>
    public CheckpointException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException) => Path = path;

    /// <summary>The checkpoint's file.</summary>
    public string Path { get; }
}
