namespace DslManifolds.Samples.Commands;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The input was fine, yet the run failed: training diverged, the disk is full, libtorch does not load.</summary>
    public const int Failure = 1;

    /// <summary>Something the user gave cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Ended by Ctrl-C: 128 + SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
