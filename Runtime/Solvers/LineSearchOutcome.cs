namespace DslManifolds.Solvers;

/// <summary>Where a line search stands.</summary>
internal enum LineSearchOutcome : byte
{
    /// <summary>It asks for the value and slope at its trial step.</summary>
    Searching,

    /// <summary>The trial step satisfies the strong Wolfe conditions.</summary>
    Satisfied,

    /// <summary>The bracket or the evaluations are used up; the step kept is the best that was seen.</summary>
    Exhausted,

    /// <summary>The objective fell to minus infinity, or went on falling however far the search went.</summary>
    Unbounded,
}
